package dev.inedobot.slack.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.image.Tag;
import dev.inedobot.product.Product;
import dev.inedobot.product.Version;
import dev.inedobot.slack.command.Command;
import dev.inedobot.slack.view.Message.Button;
import dev.inedobot.upgrade.plan.NewerVersions;
import dev.inedobot.upgrade.plan.Observations;
import dev.inedobot.upgrade.run.Told;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class VersionsViewTest {
  private static final String TAGS =
      "23.0.27 24.0.4 24.0.5 24.0.6-ci.1 24 25.0.12 25.0.13 26.0.12 latest";

  private static Told.Newer newer(String running, String tags) {
    Version version = Version.parse(running);
    return new Told.Newer(
        Observations.settings(Product.PROGET),
        version,
        "proget.inedo.com/productimages/inedo/proget",
        NewerVersions.than(
            version,
            Product.PROGET,
            tags.isEmpty() ? List.of() : Arrays.stream(tags.split(" ")).map(Tag::parse).toList()));
  }

  @Test
  void listsWhatIsNewerByMajorWithKindAndWayBack() {
    String text = VersionsView.of(newer("2024.4", TAGS)).text();

    assertThat(text)
        .containsSubsequence(
            "*proget* runs ProGet 2024.4.",
            "`proget.inedo.com/productimages/inedo/proget`",
            "*2026* (major release): 2026.12",
            "needs a database restore",
            "*2025* (major release): 2025.13, 2025.12",
            "without a database restore",
            "*2024* (maintenance): 2024.5",
            "One newer pre-release is not shown",
            "`/inedo plan proget 2026.12`")
        .doesNotContain("latest", "2023.27", "ci.1", "\n\n");
  }

  @Test
  void namesTheStopInBetween() {
    assertThat(VersionsView.of(newer("5.1.9", "5.2.9 24.0.5")).text())
        .containsSubsequence(
            "*2024* (major release): 2024.5",
            "Not directly:",
            "newest 5.2",
            "*5.2*",
            "`/inedo plan proget 5.2.9`");
  }

  @Test
  void saysThatNothingIsNewer() {
    for (Message message :
        List.of(
            VersionsView.of(newer("2026.12", TAGS)), ChoiceView.of(newer("2026.12", TAGS), null))) {
      assertThat(message.text()).contains("runs ProGet 2026.12", "Nothing newer is in `proget.");
      assertThat(message.buttons()).isEmpty();
    }
  }

  @Test
  void staysShortWhateverTheRegistryHas() {
    String tags =
        IntStream.range(0, 5000)
            .mapToObj(i -> (22 + i % 70) + ".0." + i)
            .collect(Collectors.joining(" "));
    Message message = VersionsView.of(newer("2022.0", tags));

    assertThat(message.text()).hasSizeLessThan(12_000).contains(" more", "older majors");
    assertThat(message.blocks()).hasSizeLessThan(50);
  }

  @Test
  void offersTheNewestOfBothKindsAsButtonsThatCarryInstanceAndVersion() {
    Message message = ChoiceView.of(newer("2024.4", TAGS), null);

    assertThat(message.buttons())
        .extracting(Button::action)
        .containsExactly("upgrade.choose.maintenance", "upgrade.choose.major");
    assertThat(message.buttons())
        .extracting(Button::label)
        .containsExactly("2024.5 (maintenance)", "2026.12 (major)");
    assertThat(message.buttons())
        .extracting(button -> ChoiceView.chosen(button.value()).orElseThrow())
        .containsExactly(
            new Command.Upgrade("proget", "24.0.5"), new Command.Upgrade("proget", "26.0.12"));
    assertThat(message.text()).contains("/inedo upgrade proget 2024.5");
  }

  @Test
  void keepsTheTimeThatWasTyped() {
    assertThat(ChoiceView.of(newer("2024.4", TAGS), "2026-12-01 02:00").buttons())
        .extracting(button -> ChoiceView.chosen(button.value()).orElseThrow())
        .startsWith(new Command.Upgrade("proget", "24.0.5", "2026-12-01 02:00"));
    assertThat(ChoiceView.chosen("24.0.5 proget --force x")).isEmpty();
    assertThat(ChoiceView.chosen("24.0.5 proget --at")).isEmpty();
  }

  @Test
  void offersOneButtonWhereThereIsOneKind() {
    assertThat(ChoiceView.of(newer("2026.11", TAGS), null).buttons())
        .extracting(Button::action)
        .containsExactly("upgrade.choose.maintenance");
    assertThat(ChoiceView.of(newer("2025.13", TAGS), null).buttons())
        .extracting(Button::action)
        .containsExactly("upgrade.choose.major");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "k7m2qxp4", "24.0.5", "24.0.5 ", "latest proget", "proget 24.0.5"})
  void takesNoOtherValueForAChoice(String value) {
    assertThat(ChoiceView.chosen(value)).isEmpty();
  }

  @Test
  void saysWhyTheRegistryDoesNotTellAndThatAFullVersionWorks() {
    Told.Unlisted unlisted =
        new Told.Unlisted(
            Observations.settings(Product.PROGET),
            Version.parse("2024.4"),
            "Tried to list <!channel>, but that failed.");

    assertThat(VersionsView.of(unlisted).text())
        .contains(
            "*proget* runs ProGet 2024.4",
            "Tried to list &lt;!channel&gt;",
            "`/inedo upgrade proget 2024.5`");
  }
}
