package dev.kith.harness.client;

import java.net.URI;
import java.util.Arrays;

/**
 * Metrics of a process, in Prometheus' text format.
 *
 * @param management the process's management address
 */
public record Metrics(URI management) {

  /** Returns all samples as text. */
  public String text() {
    return new Api(management).get("/q/metrics").ok().text();
  }

  /**
   * Returns the sum of the samples of a metric; 0 if there are none.
   *
   * @param labels parts that the labels of a sample must contain, such as {@code status="200"}
   */
  public double sum(String metric, String... labels) {
    return text()
        .lines()
        .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
        .filter(line -> Arrays.stream(labels).allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
