package dev.inedobot;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

final class ArchitectureTest {
  private static final String ROOT = "dev.inedobot.";
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.inedobot");

  private static final Set<String> SAY_NOTHING =
      Set.of("util", "utils", "common", "impl", "service", "services", "manager", "helper");

  private static final Set<String> MAY_ASK_THE_MACHINE = Set.of("cli", "config", "demo");

  /** Calls that bring in the time, a wait, or the environment from elsewhere than an argument. */
  private static final Map<String, Set<String>> THE_MACHINE =
      Map.of(
          "java.lang.Thread", Set.of("sleep"),
          "java.util.concurrent.TimeUnit", Set.of("sleep"),
          "java.lang.System", Set.of("getenv", "currentTimeMillis"),
          "java.time.Instant", Set.of("now"),
          "java.time.LocalDate", Set.of("now"),
          "java.time.LocalDateTime", Set.of("now"),
          "java.time.ZonedDateTime", Set.of("now"),
          "java.time.OffsetDateTime", Set.of("now"),
          "java.time.Clock", Set.of("systemUTC", "systemDefaultZone", "system"));

  private static String packageOf(JavaClass type) {
    String name = type.getBaseComponentType().getPackageName();
    return name.startsWith(ROOT) ? name.substring(ROOT.length()) : "";
  }

  private static Set<String> packages() {
    Set<String> packages = new TreeSet<>();
    MAIN.forEach(type -> packages.add(packageOf(type)));
    return packages;
  }

  private static Stream<Dependency> dependencies() {
    return MAIN.stream().flatMap(type -> type.getDirectDependenciesFromSelf().stream());
  }

  private static String words(Dependency dependency) {
    return dependency.getOriginClass().getName() + " → " + dependency.getTargetClass().getName();
  }

  @Test
  void everyPackageHasARowInTheTable() {
    assertThat(packages())
        .isNotEmpty()
        .allSatisfy(name -> assertThat(ImportTable.OURS).containsKey(name));
  }

  @Test
  void theTableNamesNoPackageThatHasNoRow() {
    Set<String> rows = ImportTable.OURS.keySet();
    Stream.concat(ImportTable.OURS.values().stream(), ImportTable.LIBRARIES.values().stream())
        .forEach(named -> assertThat(rows).containsAll(named));
  }

  @Test
  void packagesImportOnlyThoseThatTheTableAllows() {
    List<String> wrong =
        dependencies()
            .filter(
                dependency -> {
                  String from = packageOf(dependency.getOriginClass());
                  String to = packageOf(dependency.getTargetClass());
                  return !to.isEmpty()
                      && !to.equals(from)
                      && !ImportTable.OURS.getOrDefault(from, Set.of()).contains(to);
                })
            .map(ArchitectureTest::words)
            .distinct()
            .toList();
    assertThat(wrong).isEmpty();
  }

  @Test
  void librariesAreUsedOnlyWhereTheyBelong() {
    List<String> wrong =
        dependencies()
            .filter(
                dependency ->
                    !mayUse(
                        packageOf(dependency.getOriginClass()),
                        dependency.getTargetClass().getBaseComponentType()))
            .map(ArchitectureTest::words)
            .distinct()
            .toList();
    assertThat(wrong).isEmpty();
  }

  private static boolean mayUse(String from, JavaClass target) {
    String name = target.getName();
    for (Map.Entry<String, Set<String>> library : ImportTable.LIBRARIES.entrySet()) {
      if (name.startsWith(library.getKey())) {
        return library.getValue().contains(from);
      }
    }
    return target.isPrimitive()
        || name.startsWith(ROOT)
        || name.startsWith("java.")
        || name.startsWith("javax.net.")
        || name.startsWith("javax.crypto.")
        || name.startsWith("org.jspecify.annotations.");
  }

  @Test
  void thePureRulesKnowTheJdkAndNothingElse() {
    Set<String> pure = Set.of("image", "product", "upgrade", "upgrade.plan");
    List<String> wrong =
        dependencies()
            .filter(dependency -> pure.contains(packageOf(dependency.getOriginClass())))
            .filter(dependency -> !isPure(dependency.getTargetClass().getBaseComponentType(), pure))
            .map(ArchitectureTest::words)
            .distinct()
            .toList();
    assertThat(wrong).isEmpty();
  }

  private static boolean isPure(JavaClass target, Set<String> pure) {
    String name = target.getName();
    boolean reachesOut =
        name.startsWith("java.net.http.")
            || name.startsWith("java.net.Socket")
            || name.startsWith("java.nio.file.");
    return target.isPrimitive()
        || pure.contains(packageOf(target))
        || name.startsWith("org.jspecify.annotations.")
        || (name.startsWith("java.") && !reachesOut);
  }

  @Test
  void noPackagesDependOnEachOtherInACircle() {
    slices().matching("dev.inedobot.(**)").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void noPackageHasANameThatSaysNothing() {
    assertThat(packages())
        .allSatisfy(
            name -> assertThat(Set.of(name.split("\\."))).doesNotContainAnyElementsOf(SAY_NOTHING));
  }

  @Test
  void everyPackageSaysWhatMayBeNull() {
    assertThat(packages())
        .allSatisfy(
            name ->
                assertThat(Class.forName(ROOT + name + ".package-info"))
                    .hasAnnotation(NullMarked.class));
  }

  @Test
  void timeWaitsAndTheEnvironmentComeFromOutside() {
    List<String> wrong =
        MAIN.stream()
            .filter(type -> !MAY_ASK_THE_MACHINE.contains(packageOf(type).split("\\.")[0]))
            .flatMap(type -> type.getCodeUnitAccessesFromSelf().stream())
            .filter(
                access ->
                    THE_MACHINE
                        .getOrDefault(access.getTargetOwner().getName(), Set.of())
                        .contains(access.getTarget().getName()))
            .filter(
                access ->
                    access.getTarget().getRawParameterTypes().stream()
                        .noneMatch(type -> type.isEquivalentTo(java.time.Clock.class)))
            .map(access -> access.getDescription())
            .toList();
    assertThat(wrong).isEmpty();
  }
}
