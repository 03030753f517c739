package dev.kith.bench.contacts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.bench.measure.Latencies;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Api;

/**
 * Run that reads a list page by page, and starts again at its beginning when it has read the last
 * page.
 */
final class PageRun {

  private static final int GOAL_MILLIS = 20;

  private final String title;
  private final Latencies latencies = new Latencies();
  private long items;

  PageRun(String title) {
    this.title = title;
  }

  /**
   * Reads {@code pages} pages one after the other.
   *
   * @param path path of the list, with at most the parameter {@code relation}
   */
  PageRun run(Api api, String path, int pages) {
    String query = path + (path.contains("?") ? "&" : "?") + "limit=50";
    String cursor = "";
    for (int number = 0; number < pages; number++) {
      long start = System.nanoTime();
      Answer answer = api.sendAsync("GET", query + cursor, "").join();
      latencies.add(System.nanoTime() - start);
      JsonNode page = answer.ok().body();
      items += page.path("items").size();
      cursor = page.has("next") ? "&cursor=" + Api.encoded(page.path("next").asText()) : "";
    }
    return this;
  }

  boolean meetsGoal() {
    return latencies.millisAt(99) <= GOAL_MILLIS && items > 0;
  }

  String line() {
    return latencies.line(title)
        + "  %.0f items a page".formatted((double) items / latencies.count());
  }
}
