package dev.strobe.tests.report;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A headless Chromium with one page, driven through its driver's own HTTP (W3C WebDriver).
final class Browser implements AutoCloseable {
  private static final List<String> PROGRAMS = List.of("chromium", "chromedriver");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process driver;
  private final String root;
  private String session = "";

  private Browser(Process driver, int port) {
    this.driver = driver;
    this.root = "http://127.0.0.1:" + port;
  }

  /// Whether browser and driver are on the path.
  static boolean isThere() {
    List<String> folders = Arrays.asList(System.getenv().getOrDefault("PATH", "").split(":"));
    return PROGRAMS.stream()
        .allMatch(name -> folders.stream().anyMatch(f -> Files.isExecutable(Path.of(f, name))));
  }

  static Browser open(Path page) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Process driver =
        new ProcessBuilder("chromedriver", "--port=" + port)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Browser browser = new Browser(driver, port);
    try {
      browser.start();
      browser.post("/url", Map.of("url", page.toUri().toString()));
      return browser;
    } catch (Exception | Error e) {
      browser.close();
      throw e;
    }
  }

  private void start() throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!isReady()) {
      if (System.nanoTime() > deadline) {
        throw new IOException("chromedriver requires to be ready within 60 s");
      }
      Thread.sleep(50);
    }
    List<String> arguments =
        List.of("--headless", "--no-sandbox", "--disable-gpu", "--window-size=1400,900");
    var options =
        Map.of(
            "goog:chromeOptions",
            Map.of("args", arguments),
            "goog:loggingPrefs",
            Map.of("browser", "ALL"));
    JsonNode made =
        send("POST", "/session", Map.of("capabilities", Map.of("alwaysMatch", options)));
    session = "/session/" + made.get("sessionId").stringValue();
  }

  private boolean isReady() throws InterruptedException {
    try {
      return send("GET", "/status", Map.of()).get("ready").booleanValue();
    } catch (IOException _) {
      return false;
    }
  }

  /// What a function body returns in the page.
  JsonNode run(String script) throws Exception {
    return post("/execute/sync", Map.of("script", script, "args", List.of()));
  }

  /// Types keys into whatever has the focus; special keys are WebDriver's private characters.
  void type(String keys) throws Exception {
    JsonNode active = send("GET", session + "/element/active", Map.of());
    String element = active.properties().iterator().next().getValue().stringValue();
    post("/element/" + element + "/value", Map.of("text", keys));
  }

  /// Errors and warnings that the page has caused.
  JsonNode log() throws Exception {
    return post("/se/log", Map.of("type", "browser"));
  }

  byte[] screenshot() throws Exception {
    return Base64.getDecoder().decode(send("GET", session + "/screenshot", Map.of()).stringValue());
  }

  private JsonNode post(String path, Object body) throws Exception {
    return send("POST", session + path, body);
  }

  private JsonNode send(String method, String path, Object body)
      throws IOException, InterruptedException {
    var publisher =
        method.equals("POST")
            ? BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))
            : BodyPublishers.noBody();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(root + path)).method(method, publisher).build();
    var response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(path + ": " + response.body());
    }
    return JsonMapper.shared().readTree(response.body()).get("value");
  }

  @Override
  public void close() {
    try {
      if (!session.isEmpty()) {
        send("DELETE", session, Map.of());
      }
    } catch (IOException | InterruptedException e) {
      System.getLogger(Browser.class.getName()).log(System.Logger.Level.WARNING, "no end", e);
    } finally {
      driver.destroy();
      client.close();
    }
  }
}
