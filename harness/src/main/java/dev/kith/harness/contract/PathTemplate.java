package dev.kith.harness.contract;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Path of a document, such as {@code /v1/users/{address}/profile}. Paths are ordered by their
 * number of parameters, the fewest first.
 */
record PathTemplate(String text, List<String> segments) implements Comparable<PathTemplate> {

  private static final Comparator<PathTemplate> ORDER =
      Comparator.<PathTemplate>comparingLong(
              path -> path.segments.stream().filter(PathTemplate::isParameter).count())
          .thenComparing(PathTemplate::text);

  static PathTemplate of(String text) {
    return new PathTemplate(text, List.of(text.split("/", -1)));
  }

  boolean fits(URI uri) {
    var sent = sent(uri);
    return sent.size() == segments.size()
        && IntStream.range(0, sent.size())
            .allMatch(at -> fits(segments.get(at), decoded(sent.get(at))));
  }

  /**
   * Matches one segment; a parameter may be followed by a fixed text, such as the name of an
   * action.
   */
  private static boolean fits(String segment, String sent) {
    var end = segment.indexOf('}');
    return segment.startsWith("{")
        ? sent.endsWith(segment.substring(end + 1))
        : segment.equals(sent);
  }

  /** Returns the values of the path parameters by name. */
  Map<String, String> parameters(URI uri) {
    var sent = sent(uri);
    var values = new HashMap<String, String>();
    for (var at = 0; at < segments.size(); at++) {
      var segment = segments.get(at);
      var end = segment.indexOf('}');
      if (end > 0) {
        var value = decoded(sent.get(at));
        var behind = segment.length() - end - 1;
        values.put(segment.substring(1, end), value.substring(0, value.length() - behind));
      }
    }
    return values;
  }

  static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static List<String> sent(URI uri) {
    return List.of(uri.getRawPath().split("/", -1));
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{") && segment.endsWith("}");
  }

  @Override
  public int compareTo(PathTemplate other) {
    return ORDER.compare(this, other);
  }
}
