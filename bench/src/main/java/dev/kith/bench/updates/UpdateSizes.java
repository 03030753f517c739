package dev.kith.bench.updates;

import picocli.CommandLine.Option;

/** Options for the sizes of {@code kith bench updates}. */
final class UpdateSizes {

  @Option(
      names = "--quick",
      description = "Everything small, to see that it works; the figures mean nothing.")
  private boolean quick;

  @Option(
      names = "--audiences",
      split = ",",
      defaultValue = "1,100,10000",
      description = "Screens of one profile, from a change to each (default: ${DEFAULT-VALUE}).")
  private int[] audiences = {};

  @Option(
      names = "--changes",
      defaultValue = "200",
      description = "Changes for each of these (default: ${DEFAULT-VALUE}).")
  private int changes;

  @Option(
      names = "--rate",
      defaultValue = "20",
      description =
          "Changes a second at most, there and of each of two others (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--fan-out",
      defaultValue = "1000",
      description = "Screens when deliveries are counted (default: ${DEFAULT-VALUE}).")
  private int fanOut;

  @Option(
      names = "--window",
      defaultValue = "8",
      description = "Changes on their way at a time meanwhile (default: ${DEFAULT-VALUE}).")
  private int window;

  @Option(
      names = "--seconds",
      defaultValue = "10",
      description = "How long each round of that takes (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "Rounds of each side (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--sessions",
      defaultValue = "10000",
      description =
          "Sessions that come again at once, and that are idle; at most 15,000 (default: ${DEFAULT-VALUE}).")
  private int sessions;

  @Option(
      names = "--follows",
      defaultValue = "100",
      description = "Profiles that each of these follows (default: ${DEFAULT-VALUE}).")
  private int follows;

  @Option(
      names = "--door-sessions",
      defaultValue = "4000",
      description = "Idle sessions through the front door (default: ${DEFAULT-VALUE}).")
  private int doorSessions;

  @Option(
      names = "--subscribers",
      defaultValue = "1000000",
      description = "Of the large audience; 0: none (default: ${DEFAULT-VALUE}).")
  private int subscribers;

  @Option(
      names = "--others",
      defaultValue = "30",
      description =
          "Seconds for which others are measured, twice, at rest and meanwhile (default: ${DEFAULT-VALUE}).")
  private int others;

  @Option(
      names = "--warm-up",
      defaultValue = "150",
      description =
          "Seconds of deliveries before anything is measured: the JVMs are busy compiling (default: ${DEFAULT-VALUE}).")
  private int warmUp;

  int[] audiences() {
    return quick ? new int[] {1, 20, 200} : audiences.clone();
  }

  int changes() {
    return quick ? 20 : changes;
  }

  int rate() {
    return rate;
  }

  int fanOut() {
    return quick ? 100 : fanOut;
  }

  int window() {
    return window;
  }

  int seconds() {
    return quick ? 2 : seconds;
  }

  int rounds() {
    return quick ? 1 : rounds;
  }

  int sessions() {
    return quick ? 300 : sessions;
  }

  int follows() {
    return quick ? 5 : follows;
  }

  int doorSessions() {
    return quick ? 200 : Math.min(doorSessions, sessions);
  }

  int subscribers() {
    return quick ? 3_000 : subscribers;
  }

  int others() {
    return quick ? 5 : others;
  }

  int warmUp() {
    return quick ? 3 : warmUp;
  }
}
