package dev.inedobot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of traps in docs/recreating.md names tests that there are. */
class RecreatingDocTest {
  private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");
  private static final Pattern METHOD =
      Pattern.compile("@(?:Test|ParameterizedTest)\\b.*?\\bvoid (\\w+)\\(", Pattern.DOTALL);

  private static String page() throws IOException {
    return Files.readString(Path.of("docs/recreating.md"));
  }

  /** The test methods of all classes, by the class's simple name. */
  private static Map<String, Set<String>> tests() throws IOException {
    Map<String, Set<String>> tests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        String name = file.getFileName().toString().replace(".java", "");
        tests.put(
            name,
            METHOD
                .matcher(Files.readString(file))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet()));
      }
    }
    return tests;
  }

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    Map<String, Set<String>> tests = tests();
    Set<String> missing = new TreeSet<>();
    TEST.matcher(page())
        .results()
        .filter(it -> !tests.getOrDefault(it.group(1), Set.of()).contains(it.group(2)))
        .forEach(it -> missing.add(it.group(1) + "." + it.group(2)));
    assertThat(missing).isEmpty();
  }

  @Test
  void everyTrapNamesATestOrSaysThatItHasNone() throws IOException {
    String table = page().substring(page().indexOf("|---"), page().indexOf("## What is as good"));
    assertThat(table.lines().skip(1).filter(line -> line.startsWith("|")))
        .hasSizeGreaterThan(35)
        .allSatisfy(
            line ->
                assertThat(TEST.matcher(line).find() || line.contains("not covered"))
                    .as(line)
                    .isTrue());
  }
}
