package dev.kith.local.base;

import java.util.List;

/**
 * Expected failure of a command: one sentence that says what is wrong and what to do, with optional
 * detail lines.
 */
public final class CliException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> lines;

  public CliException(String sentence) {
    this(sentence, List.of());
  }

  public CliException(String sentence, List<String> lines) {
    super(sentence);
    this.lines = List.copyOf(lines);
  }

  public String sentence() {
    return String.valueOf(getMessage());
  }

  /** Detail lines, such as the end of a log. */
  public List<String> lines() {
    return lines;
  }
}
