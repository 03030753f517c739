package dev.kith.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parser that distinguishes the forms of a request target. */
final class TargetParser {

  /** Absolute URL: host and port, without user information, and the rest. */
  private static final Pattern ABSOLUTE =
      Pattern.compile(
          "https?://((?:[a-z0-9.-]+|\\[[0-9a-f:.]+])(?::\\d{0,5})?)((?:[/?].*)?)",
          Pattern.CASE_INSENSITIVE);

  private TargetParser() {}

  static RequestTarget parse(@Nullable String target) {
    if (target == null || target.isEmpty()) {
      return new RequestTarget.Refused("The request has no target; send a path, such as /v1.");
    }
    if (target.equals("*")) {
      return new RequestTarget.Server();
    }
    if (target.charAt(0) == '/') {
      return resource(target, null);
    }
    Matcher absolute = ABSOLUTE.matcher(target);
    if (!absolute.matches()) {
      return new RequestTarget.Refused(
          "The target of a request is a path, such as /v1, or a URL of http.");
    }
    String rest = absolute.group(2);
    return resource(rest.startsWith("/") ? rest : "/" + rest, absolute.group(1));
  }

  private static RequestTarget resource(String target, @Nullable String authority) {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    String query = mark < 0 ? null : target.substring(mark + 1);
    try {
      QueryForm.check(query);
      return new RequestTarget.Resource(PathForm.normal(path), query, authority);
    } catch (MalformedTarget malformed) {
      return new RequestTarget.Refused(malformed.detail());
    }
  }
}
