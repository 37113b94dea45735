package dev.inedobot.demo.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each limit from both sides: the last that Slack takes, and the first that it doesn't. */
final class BlockLimitsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static String x(int length) {
    return "x".repeat(length);
  }

  private static String blocks(String... blocks) {
    return "[" + String.join(",", blocks) + "]";
  }

  private static String times(int count, String json) {
    return "[" + String.join(",", Collections.nCopies(count, json)) + "]";
  }

  private static String mrkdwn(String text) {
    return "{'type':'mrkdwn','text':'" + text + "'}";
  }

  private static String plain(String text) {
    return "{'type':'plain_text','text':'" + text + "'}";
  }

  private static String section(String text) {
    return "{'type':'section','text':" + mrkdwn(text) + "}";
  }

  private static String fields(int count, int length) {
    return blocks("{'type':'section','fields':" + times(count, mrkdwn(x(length))) + "}");
  }

  private static String context(int count) {
    return blocks("{'type':'context','elements':" + times(count, mrkdwn("x")) + "}");
  }

  private static String header(String text) {
    return blocks("{'type':'header','text':" + text + "}");
  }

  private static String button(String label, String more) {
    return "{'type':'button','text':" + plain(label) + more + "}";
  }

  private static String actions(String... elements) {
    return blocks("{'type':'actions','elements':" + blocks(elements) + "}");
  }

  private static String manyButtons(int count) {
    String[] buttons = new String[count];
    Arrays.fill(buttons, button("x", ""));
    return actions(buttons);
  }

  private static String confirm(int title, int text, int yes, int no) {
    return actions(
        button(
            "x",
            ",'confirm':{'title':%s,'text':%s,'confirm':%s,'deny':%s}"
                .formatted(plain(x(title)), mrkdwn(x(text)), plain(x(yes)), plain(x(no)))));
  }

  private static String select(int options, int label) {
    String option = "{'text':%s,'value':'v'}".formatted(plain(x(label)));
    return actions("{'type':'static_select','options':" + times(options, option) + "}");
  }

  private static String withId(String id) {
    return "{'type':'divider','block_id':'" + id + "'}";
  }

  static Stream<String> taken() {
    return Stream.of(
        times(50, "{'type':'divider'}"),
        blocks(section(x(3000))),
        fields(1, 2000),
        fields(10, 100),
        header(plain(x(150))),
        context(10),
        manyButtons(25),
        actions(button(x(75), "")),
        actions(button("x", ",'value':'" + x(2000) + "'")),
        actions(button("x", ",'style':'danger'")),
        confirm(100, 300, 30, 30),
        select(100, 75),
        blocks(withId(x(255)), withId("b")),
        blocks("{'type':'image','image_url':'https://example.org/a.png','alt_text':'a'}"),
        blocks("{'type':'markdown','text':'" + x(12_000) + "'}"),
        blocks("{'type':'task_card','task_id':'1','title':'Pull','status':'in_progress'}"),
        blocks("{'type':'plan','title':'Upgrade','tasks':[{'task_id':'1','title':'Pull'}]}"),
        blocks(section(x(3000)), section(x(3000)), section(x(3000)), section(x(3000))));
  }

  @ParameterizedTest
  @MethodSource("taken")
  void takesWhatSlackTakes(String blocks) {
    assertThat(refusal(blocks)).isNull();
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(times(51, "{'type':'divider'}"), "51 blocks"),
        Arguments.of(blocks(section(x(3001))), "3001 characters"),
        Arguments.of(blocks(section("")), "text is missing"),
        Arguments.of(blocks("{'type':'section'}"), "needs text or fields"),
        Arguments.of(fields(11, 1), "11 fields"),
        Arguments.of(fields(1, 2001), "2001 characters"),
        Arguments.of(header(plain(x(151))), "151 characters"),
        Arguments.of(header(mrkdwn("x")), "must be plain_text"),
        Arguments.of(blocks("{'type':'header'}"), "text is missing"),
        Arguments.of(context(11), "11 elements"),
        Arguments.of(blocks("{'type':'context','elements':[]}"), "missing or empty"),
        Arguments.of(manyButtons(26), "26 elements"),
        Arguments.of(blocks("{'type':'actions'}"), "missing or empty"),
        Arguments.of(actions(button(x(76), "")), "76 characters"),
        Arguments.of(actions("{'type':'button','action_id':'a'}"), "text is missing"),
        Arguments.of(actions("{'type':'button','text':" + mrkdwn("x") + "}"), "must be plain_text"),
        Arguments.of(actions(button("x", ",'value':'" + x(2001) + "'")), "2001 characters"),
        Arguments.of(actions(button("x", ",'value':7")), "must be text"),
        Arguments.of(actions(button("x", ",'style':'warning'")), "warning"),
        Arguments.of(actions(button("x", ",'action_id':'" + x(256) + "'")), "256 characters"),
        Arguments.of(
            actions(button("x", ",'action_id':'a'"), button("y", ",'action_id':'a'")),
            "action_id a is there twice"),
        Arguments.of(actions("{'type':'lever'}"), "lever"),
        Arguments.of(confirm(101, 300, 30, 30), "101 characters"),
        Arguments.of(confirm(100, 301, 30, 30), "301 characters"),
        Arguments.of(confirm(100, 300, 31, 30), "31 characters"),
        Arguments.of(confirm(100, 300, 30, 31), "31 characters"),
        Arguments.of(
            actions(button("x", ",'confirm':{'title':" + plain("t") + "}")), "text is missing"),
        Arguments.of(select(101, 1), "101 options"),
        Arguments.of(select(1, 76), "76 characters"),
        Arguments.of(blocks(withId(x(256))), "256 characters"),
        Arguments.of(blocks(withId("a"), withId("a")), "block_id a is there twice"),
        Arguments.of(
            blocks("{'type':'image','image_url':'https://example.org/a.png'}"),
            "alt_text is missing"),
        Arguments.of(blocks("{'type':'sectoin'}"), "sectoin"),
        Arguments.of(blocks("{'text':" + mrkdwn("x") + "}"), "type is missing"),
        Arguments.of(blocks("'text'"), "must be an object"),
        Arguments.of(
            blocks("{'type':'section','text':{'type':'mrkdwn','text':'x','emoji':true}}"),
            "emoji is for plain_text"),
        Arguments.of(
            blocks("{'type':'task_card','task_id':'1','title':'t','status':'done'}"), "done"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesWhatSlackRefusesAndSaysWhy(String blocks, String why) {
    Refused refused = refusal(blocks);

    assertThat(refused).isNotNull();
    assertThat(refused.error()).isEqualTo("invalid_blocks");
    assertThat(refused).hasMessageContaining(why);
  }

  @Test
  void refusesBlocksThatAreTooLongTogether() {
    String long1 = section(x(2900));

    assertThat(refusal(blocks(long1, long1, long1, long1))).isNull();
    assertThat(refusal(blocks(long1, long1, long1, long1, long1)))
        .isNotNull()
        .extracting(Refused::error)
        .isEqualTo("msg_blocks_too_long");
  }

  @Test
  void refusesAnythingButAnArray() {
    for (String json : List.of("{}", "'text'", "7")) {
      assertThat(refusal(json))
          .isNotNull()
          .extracting(Refused::error)
          .isEqualTo("invalid_blocks_format");
    }
  }

  private static Refused refusal(String json) {
    return catchThrowableOfType(Refused.class, () -> BlockLimits.check(read(json)));
  }

  private static JsonNode read(String json) throws JsonProcessingException {
    return JSON.readTree(json.replace('\'', '"'));
  }
}
