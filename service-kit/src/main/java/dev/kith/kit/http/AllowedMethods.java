package dev.kith.kit.http;

import jakarta.inject.Singleton;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Methods and media types that each path supports, collected from the resources. RFC 9110 requires
 * the methods in every 405, and the framework omits them; for OPTIONS see {@link OptionsFilter}.
 */
@Provider
@Singleton
public class AllowedMethods implements DynamicFeature {

  private final List<Route> routes = new CopyOnWriteArrayList<>();

  private record Route(Pattern path, String method, List<String> consumed) {}

  /** Called once per resource method at the start. */
  @Override
  public void configure(ResourceInfo resource, FeatureContext context) {
    add(resource.getResourceClass(), resource.getResourceMethod());
  }

  void add(Class<?> resource, Method method) {
    var path = pattern(path(resource) + path(method));
    Arrays.stream(method.getAnnotations())
        .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
        .filter(Objects::nonNull)
        .forEach(httpMethod ->
            routes.add(new Route(path, httpMethod.value(), consumed(resource, method))));
  }

  /** Whether a resource at {@code path} has its own method for OPTIONS. */
  boolean hasOptions(String path) {
    return routes.stream()
        .anyMatch(route ->
            route.method().equals(HttpMethod.OPTIONS) && route.path().matcher(path).matches());
  }

  /** Methods in alphabetical order; {@code path} is as sent, without the query. */
  SortedSet<String> of(String path) {
    var methods = new TreeSet<String>();
    routes.stream()
        .filter(route -> route.path().matcher(path).matches())
        .forEach(route -> methods.add(route.method()));
    if (methods.contains(HttpMethod.GET)) {
      methods.add(HttpMethod.HEAD);
    }
    methods.add(HttpMethod.OPTIONS);
    return methods;
  }

  /** Media types of request bodies that a method accepts at a path, in alphabetical order. */
  SortedSet<String> consumed(String method, String path) {
    var types = new TreeSet<String>();
    routes.stream()
        .filter(route -> route.method().equals(method) && route.path().matcher(path).matches())
        .forEach(route -> types.addAll(route.consumed()));
    return types;
  }

  private static List<String> consumed(Class<?> resource, Method method) {
    return Stream.of(method, resource)
        .map(element -> element.getAnnotation(Consumes.class))
        .filter(Objects::nonNull)
        .findFirst()
        .map(consumes -> List.of(consumes.value()))
        .orElse(List.of());
  }

  private static String path(AnnotatedElement element) {
    var path = element.getAnnotation(Path.class);
    if (path == null || path.value().equals("/")) {
      return "";
    }
    return path.value().startsWith("/") ? path.value() : "/" + path.value();
  }

  /**
   * Regular expression of a path template: {@code {name}} is any one segment, {@code {name:regex}}
   * is what the expression matches.
   */
  static Pattern pattern(String template) {
    var pattern = new StringBuilder();
    var at = 0;
    while (at < template.length()) {
      var open = template.indexOf('{', at);
      if (open < 0) {
        open = template.length();
      }
      pattern.append(Pattern.quote(template.substring(at, open)));
      at = open;
      if (open < template.length()) {
        at = closing(template, open) + 1;
        pattern.append(parameter(template.substring(open + 1, at - 1)));
      }
    }
    return Pattern.compile(pattern + "/?");
  }

  private static String parameter(String parameter) {
    var colon = parameter.indexOf(':');
    return colon < 0 ? "[^/]+" : "(?:" + parameter.substring(colon + 1).strip() + ")";
  }

  /** Index of the brace that closes the one at {@code open}; the expression may contain braces. */
  private static int closing(String template, int open) {
    var depth = 0;
    for (var at = open; at < template.length(); at++) {
      depth += template.charAt(at) == '{' ? 1 : template.charAt(at) == '}' ? -1 : 0;
      if (depth == 0) {
        return at;
      }
    }
    throw new IllegalArgumentException("Unclosed brace in the path template " + template);
  }
}
