package dev.inedobot.demo.workspace;

import static dev.inedobot.demo.workspace.PageInBrowser.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The workspace's page as people use it, with a small bot behind it. Needs no engine. */
final class PageBrowserIT {
  private static final LocalWorkspace WORKSPACE = LocalWorkspace.start();

  @SuppressWarnings("NullAway.Init")
  private static PageBot bot;

  @SuppressWarnings("NullAway.Init")
  private static PageInBrowser page;

  @BeforeAll
  static void set(@TempDir Path directory) throws Exception {
    WORKSPACE.channel("ops");
    WORKSPACE.channel("lab");
    for (String name : List.of("alice", "bob")) {
      WORKSPACE.member(name);
    }
    WORKSPACE.guest("gus");
    WORKSPACE.suggest(
        List.of("/inedo upgrade <instance> [version]", "/inedo status [instance]", "/inedo help"));
    bot = new PageBot(WORKSPACE);
    page = PageInBrowser.open(WORKSPACE, directory);
  }

  @AfterAll
  static void strike() throws Exception {
    page.close();
    bot.close();
    WORKSPACE.close();
  }

  @BeforeEach
  void comeIn() {
    page.load();
    page.actAs("alice");
  }

  @AfterEach
  void theBrowserComplainsOfNothing() {
    assertThat(page.complaints()).isEmpty();
    assertThat(page.fromElsewhere()).isEmpty();
    assertThat(WORKSPACE.refusals()).allMatch(refusal -> refusal.contains("ratelimited"));
  }

  private static void shows(String css, String... texts) {
    eventually().untilAsserted(() -> assertThat(page.one(css).getText()).contains(texts));
  }

  @Test
  void whatIsForOnePersonIsShownToNobodyElse() {
    page.typeBySuggestion("/inedo s", "");
    shows("#messages", "proget runs 2024.4, says alice", "Only visible to you");

    page.actAs("bob");
    assertThat(page.run("return document.body.textContent").toString())
        .doesNotContain("says alice");
    page.one("#directs button").click();
    shows("#channel-title", "inedobot");
    assertThat(page.messages()).doesNotContain("says alice");

    page.actAs("alice");
    shows("#messages", "says alice");
  }

  @Test
  void aBotThatIsLateIsToldAfterThreeSeconds() {
    page.type("/inedo slow");
    shows("#note", "did not take it in time: no acknowledgement within 3000 ms");
    shows("#messages", "/inedo failed with the error \"operation_timeout\"");
    assertThat(page.one("#note").getAttribute("role")).isEqualTo("alert");
    page.type("hello");
    shows("#note", "The bot reads no messages here");
  }

  @Test
  void aModalSaysWhatIsWrongAndIsSubmittedOnce() {
    page.one("#channels li:nth-child(2) button").click();
    shows("#channel-title", "# lab");
    shows("#messages", "Nothing here yet");
    page.type("/inedo form");
    eventually().until(() -> page.one("#modal").isDisplayed());
    assertThat(page.one("#modal h2").getText()).isEqualTo("Upgrade");
    assertThat(page.run("return document.activeElement.dataset.action")).isEqualTo("instance");
    for (WebElement field : page.all("#modal select, #modal input")) {
      assertThat(field.getAccessibleName()).isNotBlank();
    }

    page.one("#modal-submit").click();
    shows("#modal", "Please complete this required field.");
    assertThat(bot.deeds()).doesNotContain("view_submission upgrade");

    page.one("#modal select").findElement(By.cssSelector("[value=otter]")).click();
    eventually().until(() -> bot.deeds().contains("block_actions instance"));
    WebElement version = page.one("#modal [data-action=version]");
    version.sendKeys("wrong");
    page.one("#modal [value=yes]").click();
    page.one("#modal-submit").click();
    shows("#modal", "There is no version “wrong”");
    assertThat(version.getAttribute("aria-invalid")).isEqualTo("true");
    assertThat(version.getAttribute("value")).isEqualTo("wrong");
    page.picture("modal");

    version.clear();
    version.sendKeys("late", Keys.ENTER);
    shows("#modal", "We had some trouble connecting. Try again?");
    version.clear();
    version.sendKeys("2024.5");
    page.one("#modal-submit").click();
    eventually().until(() -> !page.one("#modal").isDisplayed());
    assertThat(bot.deeds().stream().filter("view_submission upgrade"::equals)).hasSize(3);
  }

  @Test
  void escapeAndCancelCloseAModal() {
    page.type("/inedo form");
    eventually().until(() -> page.one("#modal").isDisplayed());
    page.press(Keys.ESCAPE);
    eventually().until(() -> !page.one("#modal").isDisplayed());
    page.type("/inedo form");
    eventually().until(() -> page.one("#modal").isDisplayed());
    assertThat(page.one("#modal-cancel").getText()).isEqualTo("Not now");
    page.one("#modal-cancel").click();
    eventually().until(() -> !page.one("#modal").isDisplayed());
    assertThat(WORKSPACE.modals().of(WORKSPACE.member("alice"))).isEmpty();
  }

  @Test
  void everythingCanBeDoneByKeyboardAndTheFocusIsSeen() {
    page.load();
    List<String> reached = new ArrayList<>();
    while (!reached.contains("line") && reached.size() < 60) {
      page.press(Keys.TAB);
      reached.add(page.run("return document.activeElement.id").toString());
      assertThat(
              page.run(
                  "const e = document.activeElement; const s = getComputedStyle(e);"
                      + "return e.matches(':focus-visible') && s.outlineStyle !== 'none'"
                      + " && parseFloat(s.outlineWidth) >= 2;"))
          .as("the focus is seen on the stop number %d", reached.size())
          .isEqualTo(true);
    }
    assertThat(reached).contains("who", "tools-button", "messages-log", "line");

    page.press("/in");
    page.press(Keys.ARROW_DOWN);
    assertThat(page.one("#line").getAttribute("aria-activedescendant")).isEqualTo("suggestion-0");
    page.press(Keys.ARROW_DOWN, Keys.ARROW_UP, Keys.ENTER);
    assertThat(page.one("#line").getAttribute("value")).isEqualTo("/inedo upgrade ");
    page.press("proget 2024.5", Keys.ENTER);
    shows("#messages", "ProGet 2024.4 → 2024.5", "1 reply");

    back("I have a backup");
    page.press(Keys.ENTER);
    shows("#messages", "Waiting for approval");
    assertThat(page.run("return document.activeElement.className").toString())
        .as("the button is gone, and the focus is on its message")
        .contains("message");

    page.one("#line").click();
    back("1 reply");
    page.press(Keys.SPACE);
    shows("#replies", "1/7 pull");
    assertThat(page.run("return document.activeElement.id")).isEqualTo("thread-close");
    page.press(Keys.ESCAPE);
    assertThat(page.one("#thread").isDisplayed()).isFalse();
    assertThat(page.run("return document.activeElement.textContent").toString())
        .startsWith("1 reply");
  }

  private static final String ROWS =
      "return [...document.querySelectorAll('#traffic tr')]"
          + ".filter(row => row.textContent.includes(arguments[0])).length";

  /** From the line back to the newest button that begins so. */
  private static void back(String label) {
    for (int i = 0; i < 40; i++) {
      page.press(Keys.chord(Keys.SHIFT, Keys.TAB));
      if (page.run("return document.activeElement.textContent").toString().startsWith(label)) {
        return;
      }
    }
    throw new AssertionError("Tab does not reach " + label);
  }

  @Test
  void textFromOutsideIsTextAndNothingElse() {
    page.type("/inedo markup");
    shows(
        "#messages",
        "on 2026-05-29 at",
        "<script>",
        "a < b",
        "<b>Bold</b> & more",
        "@U0NOBODY",
        "img src=x");
    assertThat(page.run("return document.title")).isEqualTo("Local workspace");
    assertThat(page.all("#messages img, #messages script, #messages b")).isEmpty();
    assertThat(page.one("#messages strong").getText()).isEqualTo("bold @U0NOBODY");
    List<String> links =
        page.all("#messages a").stream().map(link -> link.getAttribute("href")).toList();
    assertThat(links).containsExactly("https://inedo.com/x");

    page.click("<b>Bold</b> & more");
    shows("#confirm", "Really?", "<i>This</i> can't be undone");
    page.one("#confirm-no").click();
    eventually().until(() -> !page.one("#confirm").isDisplayed());
    assertThat(bot.deeds()).doesNotContain("block_actions markup");
    page.click("<b>Bold</b> & more");
    eventually().until(() -> page.one("#confirm").isDisplayed());
    page.one("#confirm-yes").click();
    eventually().until(() -> bot.deeds().contains("block_actions markup"));
  }

  @Test
  void isReadableOnAPhoneAndInBothColours() {
    page.type("/inedo long");
    shows("#messages", "docker create");
    page.asOnAPhone();
    try {
      assertThat(page.tooWide()).isEmpty();
      page.openThread();
      assertThat(page.tooWide()).isEmpty();
      page.one("#thread-close").click();
      page.one("#places-button").click();
      assertThat(page.tooWide()).isEmpty();
      page.one("#tools-button").click();
      eventually().until(() -> page.one("#tools").isDisplayed());
      assertThat(page.tooWide()).isEmpty();
      page.one("#tools-close").click();
      page.type("/inedo form");
      eventually().until(() -> page.one("#modal").isDisplayed());
      assertThat(page.tooWide()).isEmpty();
      for (String scheme : List.of("dark", "light")) {
        page.inColours(scheme);
        assertThat(page.tooFaint()).as(scheme).isEmpty();
      }
      page.press(Keys.ESCAPE);
      eventually().until(() -> !page.one("#modal").isDisplayed());
      for (String scheme : List.of("dark", "light")) {
        page.inColours(scheme);
        assertThat(page.tooFaint()).as(scheme).isEmpty();
      }
    } finally {
      page.asOnADesk();
    }
  }

  @Test
  void whatGoesWrongIsSwitchedOnHereAndSeenInTheTraffic() {
    page.one("#tools-button").click();
    page.one("[data-fault=twice]").click();
    long before = bot.deeds().stream().filter("/inedo status"::equals).count();
    page.type("/inedo status");
    eventually()
        .until(() -> bot.deeds().stream().filter("/inedo status"::equals).count() == before + 2);
    shows("#traffic", "→ /inedo status by alice", "HTTP", "200");
    page.one("#traffic summary").click();
    assertThat(page.one("#traffic pre").getText()).contains("\"command\" : \"/inedo\"");
    assertThat(page.one("#traffic").getText()).doesNotContain(WORKSPACE.botToken());

    // What is on is seen by everybody, also by who comes later.
    page.load();
    assertThat(page.one("[data-fault=twice]").isSelected()).isTrue();
    page.one("#tools-button").click();
    page.one("[data-fault=twice]").click();
    page.one("#limit").click();
    for (int i = 0; i < 3; i++) {
      page.type("/inedo long");
    }
    eventually().until(() -> page.run(ROWS, "429, come back in 3 s").equals(3L));
    page.type("/inedo long");
    shows("#messages", "docker create");

    page.one("[data-fault=down]").click();
    eventually()
        .untilAsserted(
            () -> {
              page.type("/inedo long");
              assertThat(page.one("#traffic").getText()).contains("503");
            });
    page.one("[data-fault=down]").click();
    page.type("/inedo status");
    shows("#messages", "says alice");
  }
}
