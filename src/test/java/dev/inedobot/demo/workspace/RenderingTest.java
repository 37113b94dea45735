package dev.inedobot.demo.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RenderingTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Rendering rendering =
      new Rendering(id -> id.equals("U01") ? "alice" : id, ZoneOffset.UTC);

  private static Posted posted(@Nullable String thread, String text, String blocks, boolean edited)
      throws JsonProcessingException {
    return new Posted(
        "1700000000.000001",
        thread,
        "inedobot",
        text,
        JSON.readTree(blocks.replace('\'', '"')),
        edited);
  }

  @Test
  void namesTheAuthorAndTheTime() throws Exception {
    assertThat(rendering.lines(posted(null, "first\nsecond", "[]", false)))
        .containsExactly("inedobot  22:13:20", "  first", "  second");
  }

  @Test
  void saysThatAMessageWasEdited() throws Exception {
    assertThat(rendering.lines(posted(null, "x", "[]", true)))
        .startsWith("inedobot  22:13:20 (edited)");
  }

  @Test
  void indentsAReply() throws Exception {
    assertThat(rendering.lines(posted("1.000001", "x", "[]", false)))
        .containsExactly("    inedobot  22:13:20", "      x");
  }

  @Test
  void showsTheBlocksAndNotTheText() throws Exception {
    String blocks =
        """
        [{'type':'header','text':{'type':'plain_text','text':'Upgrade'}},
         {'type':'section','text':{'type':'mrkdwn','text':'a *bold* b'},
          'fields':[{'type':'mrkdwn','text':'From 2023'},{'type':'mrkdwn','text':'To 2024'}]},
         {'type':'divider'},
         {'type':'context','elements':[{'type':'mrkdwn','text':'one'},{'type':'mrkdwn','text':'two'}]},
         {'type':'task_card','task_id':'1','title':'Pull','status':'complete'},
         {'type':'actions','elements':[
          {'type':'button','action_id':'a','value':'v','text':{'type':'plain_text','text':'Approve'}},
          {'type':'button','action_id':'c','text':{'type':'plain_text','text':'Cancel'}}]}]
        """;
    Posted posted = posted(null, "notification", blocks, false);

    assertThat(posted.asText())
        .isEqualTo(
            """
            Upgrade
            a *bold* b
            From 2023
            To 2024
            ────────
            one  two
            Pull: complete
            [ Approve ] [ Cancel ]""");
    assertThat(posted.buttons())
        .containsExactly(new Button("a", "Approve", "v"), new Button("c", "Cancel", ""));
  }

  @Test
  void turnsMarkupIntoWhatPeopleRead() throws Exception {
    String text =
        "<@U01> said &lt;tag&gt; &amp;amp; at <!date^1^{time_secs}|00:00:01 UTC>, see"
            + " <https://example.org|the page> or <https://example.org>; <!here>";

    assertThat(rendering.lines(posted(null, text, "[]", false)))
        .contains(
            "  @alice said <tag> &amp; at 00:00:01 UTC, see the page (https://example.org) or"
                + " https://example.org; @here");
  }

  @Test
  void leavesPlainTextAsItIs() throws Exception {
    Posted posted =
        posted(
            null, "x", "[{'type':'header','text':{'type':'plain_text','text':'<@U01>'}}]", false);

    assertThat(rendering.lines(posted)).contains("  <@U01>");
  }
}
