package dev.inedobot.demo.workspace;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * The workspace's page in a headless Chromium, used as a person uses it. Chromium and its driver
 * are those that bin/parts names; nothing is fetched.
 */
public final class PageInBrowser implements AutoCloseable {
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ChromeDriver driver;
  private final ChromeDriverService service;
  private final String address;

  private PageInBrowser(ChromeDriverService service, ChromeDriver driver, String address) {
    this.service = service;
    this.driver = driver;
    this.address = address;
  }

  /**
   * Opens the page.
   *
   * @param profile an empty directory for the browser's own files
   */
  public static PageInBrowser open(LocalWorkspace workspace, Path profile) {
    // It would tell that it brings no classes for this version's own protocol; none are used.
    SELENIUM.setLevel(Level.SEVERE);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(given("INEDOBOT_CHROMIUM"));
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--lang=en-GB",
        "--window-size=1280,860",
        "--user-data-dir=" + profile);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File(given("INEDOBOT_CHROMEDRIVER")))
            .usingAnyFreePort()
            .withSilent(true)
            .build();
    PageInBrowser page =
        new PageInBrowser(service, new ChromeDriver(service, options), workspace.pageUrl());
    page.load();
    return page;
  }

  private static String given(String variable) {
    String value = System.getenv(variable);
    if (value == null || value.isBlank()) {
      throw new IllegalStateException(
          variable + " is not set: run browser tests by bin/test, or by bin/parts --browser");
    }
    return value;
  }

  void load() {
    driver.get(address);
    awaitPage();
  }

  /** For what comes a little later. */
  static ConditionFactory eventually() {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptionsInstanceOf(WebDriverException.class);
  }

  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  WebElement one(String css) {
    return driver.findElement(By.cssSelector(css));
  }

  Object run(String script, Object... arguments) {
    Object answer = driver.executeScript(script, arguments);
    return answer == null ? "" : answer;
  }

  /** Puts a person's pair of hands to the keyboard, wherever the focus is. */
  void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  /** Takes part as another person from here on. */
  public void actAs(String name) {
    for (WebElement option : one("#who").findElements(By.tagName("option"))) {
      if (option.getText().equals(name)) {
        if (!option.isSelected()) {
          option.click();
        }
        break;
      }
    }
    awaitPage();
    if (!run("return document.querySelector('#who').selectedOptions[0].textContent").equals(name)) {
      throw new IllegalArgumentException("The page knows no " + name);
    }
  }

  private void awaitPage() {
    eventually()
        .until(
            () ->
                run("return document.body.dataset.shownTo === document.querySelector('#who').value")
                    .equals(true));
  }

  /** Types a line and sends it. */
  public void type(String line) {
    one("#line").sendKeys(line, Keys.ENTER);
  }

  /** Types the start of a command, takes the first suggestion for it, types the rest, sends it. */
  public void typeBySuggestion(String start, String rest) {
    WebElement line = one("#line");
    line.sendKeys(start);
    eventually().until(() -> !all("#suggestions li").isEmpty());
    line.sendKeys(Keys.ARROW_DOWN, Keys.TAB);
    line.sendKeys(rest, Keys.ENTER);
  }

  /** What stands in the channel, as it is seen. */
  public String messages() {
    return one("#messages").getText();
  }

  /** What stands in the open thread. */
  public String replies() {
    return one("#replies").getText();
  }

  /** Clicks a button of a message of the channel, once it is there. */
  public void click(String label) {
    eventually()
        .until(
            () -> {
              for (WebElement button : all("#messages button")) {
                if (button.getText().equals(label)) {
                  button.click();
                  return true;
                }
              }
              return false;
            });
  }

  /** Opens the thread of the newest message that has one. */
  public void openThread() {
    eventually()
        .until(
            () -> {
              List<WebElement> links = all("#messages .replies");
              links.get(links.size() - 1).click();
              return !one("#replies").getText().isEmpty();
            });
  }

  /** Goes back from the thread to the channel. */
  public void closeThread() {
    one("#thread-close").click();
  }

  /** What the browser complained of since the last time: errors and warnings. */
  public List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(Object::toString)
        .toList();
  }

  /** What was loaded from elsewhere than the workspace. */
  public List<String> fromElsewhere() {
    Object loaded = run("return performance.getEntriesByType('resource').map(entry => entry.name)");
    return loaded instanceof List<?> names
        ? names.stream()
            .map(String::valueOf)
            .filter(name -> !name.startsWith(address) && !name.startsWith("data:"))
            .toList()
        : List.of("nothing was said");
  }

  /** Shows the page as a phone would, 375 points wide. */
  public void asOnAPhone() {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 375, "height", 760, "deviceScaleFactor", 2, "mobile", true));
  }

  /** Shows it on a desk again. */
  public void asOnADesk() {
    driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
  }

  /** Light or dark, as the person's system says. */
  void inColours(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Whether something reaches over the right edge, or is cut: which elements. */
  public List<String> tooWide() {
    Object wide =
        run(
            "const width = document.documentElement.clientWidth;"
                + "const found = document.documentElement.scrollWidth > width ? ['the page'] : [];"
                + "for (const e of document.querySelectorAll('body *')) {"
                + "  const box = e.getBoundingClientRect();"
                + "  if (!box.width || e.closest('[hidden], .hidden-text, nav:not(.open)')) continue;"
                + "  const cut = e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0"
                + "    && !['INPUT', 'SELECT'].includes(e.tagName)"
                + "    && getComputedStyle(e).display !== 'inline';"
                + "  if (box.right > width + 1 || box.left < -1 || cut)"
                + "    found.push(e.tagName + '.' + e.className + ': ' + e.textContent.slice(0, 60));"
                + "}"
                + "return found;");
    return wide instanceof List<?> found
        ? found.stream().map(String::valueOf).toList()
        : List.of("nothing was said");
  }

  /** Texts with less contrast than 4.5 to 1, the least that people with poor sight can read. */
  List<String> tooFaint() {
    Object faint =
        run(
            "const light = c => { const [r, g, b] = c.map(v => { v /= 255;"
                + "  return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });"
                + "  return 0.2126 * r + 0.7152 * g + 0.0722 * b; };"
                + "const colour = c => c.match(/[\\d.]+/g).map(Number);"
                + "const behind = e => { for (; e; e = e.parentElement) {"
                + "    const c = colour(getComputedStyle(e).backgroundColor);"
                + "    if (c.length < 4 || c[3] === 1) return c.slice(0, 3); }"
                + "  return [255, 255, 255]; };"
                + "const found = [];"
                + "for (const e of document.querySelectorAll('body *')) {"
                + "  const own = [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());"
                + "  if (!own || !e.checkVisibility() || e.closest('.hidden-text')) continue;"
                + "  const a = light(colour(getComputedStyle(e).color).slice(0, 3));"
                + "  const b = light(behind(e));"
                + "  const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);"
                + "  if (ratio < 4.5) found.push(ratio.toFixed(2) + ' ' + e.tagName + '.'"
                + "    + e.className + ': ' + e.textContent.slice(0, 40));"
                + "}"
                + "return found;");
    return faint instanceof List<?> found
        ? found.stream().map(String::valueOf).toList()
        : List.of("nothing was said");
  }

  /** Keeps a picture of the page under target/screenshots, for docs/. */
  public void picture(String name) {
    try {
      Path directory = Files.createDirectories(Path.of("target", "screenshots"));
      Files.write(directory.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    driver.quit();
    service.stop();
  }
}
