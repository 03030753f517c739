package dev.kith.bench.latency;

import dev.kith.bench.measure.Latencies;
import dev.kith.bench.process.Machine;

/** Table of the latencies and of their floor, as text. */
record LatencyReport(int rate, DeliveryLatencies found, Latencies floor, String load) {

  String text() {
    return String.join(
        "\n",
        "",
        Latencies.head("milliseconds at " + rate + " changes a second"),
        found.toScreen().line("request meant to start -> frame on the screen"),
        found.afterAnswer().line("answer -> frame (negative: frame was first)"),
        found.request().line("the write request itself"),
        floor.line("floor: bare produce -> consume, same broker"),
        "",
        "  lost frames %d, duplicated %d, refused writes %d; merged into a later frame %d"
            .formatted(found.lost(), found.duplicated(), found.refused(), found.merged()),
        "  machine: " + Machine.description() + "; meanwhile " + load,
        "",
        "goal: p50 ≤ 10 ms, p99 ≤ 50 ms: " + (found.meetsGoal() ? "met" : "missed"),
        "");
  }
}
