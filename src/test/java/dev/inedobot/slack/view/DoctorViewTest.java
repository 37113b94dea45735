package dev.inedobot.slack.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inedobot.doctor.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DoctorViewTest {
  @Test
  void putsTheWorstFirstAndEscapesWhatComesFromOutside() {
    String text =
        DoctorView.of(
            List.of(
                Finding.ok("clock", "It agrees."),
                Finding.failure("engine <!channel>", "It & <@U1> failed.", "Do > that."),
                Finding.unknown("disk", "Not seen.", ""),
                Finding.warning("updaters", "One.", "Exclude it.")));
    assertThat(text.lines())
        .containsExactly(
            "*1 of 4 things to see to.*",
            "• *FAILURE* engine &lt;!channel&gt;: It &amp; &lt;@U1&gt; failed. Do &gt; that.",
            "• *WARNING* updaters: One. Exclude it.",
            "• *UNKNOWN* disk: Not seen.",
            "• *OK* clock: It agrees.");
    assertThat(DoctorView.of(List.of(Finding.ok("clock", "It agrees."))))
        .startsWith("*Nothing is broken.*");
  }

  @Test
  void doesNotSayThatNothingIsBrokenWhereItCouldNotBeTold() {
    assertThat(
            DoctorView.of(
                List.of(
                    Finding.ok("clock", "It agrees."),
                    Finding.unknown("instances", "No answer came within 9 s.", ""))))
        .startsWith(
            "*Nothing is broken as far as I could see; 1 of 2 things could not be told.*\n");
  }
}
