package dev.kith.harness.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.kith.harness.KithHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** OpenAPI contract of a service: the requests and responses that its document describes. */
public final class Contract {

  private static final String FILE = "src/main/resources/META-INF/openapi.yaml";

  private static final Set<String> METHODS = Set.of("GET", "PUT", "POST", "PATCH", "DELETE");

  private static final Contract OF_PROFILES = of("profile-service");
  private static final Contract OF_CONTACTS = of("contact-graph-service");
  private static final Contract OF_NOTIFIER = of("notifier-service");

  private final Place root;
  private final Schemas schemas;
  private final List<PathTemplate> paths;

  Contract(JsonNode document) {
    this.root = Place.root(document);
    this.schemas = new Schemas(document);
    this.paths =
        root.find("paths").stream()
            .flatMap(all -> all.names().map(path -> PathTemplate.of(path)))
            .sorted()
            .toList();
  }

  /** Returns the contract of profile-service in this repository, which is read once. */
  public static Contract ofProfiles() {
    return OF_PROFILES;
  }

  /** Returns the contract of contact-graph-service in this repository, which is read once. */
  public static Contract ofContacts() {
    return OF_CONTACTS;
  }

  /** Returns the contract of notifier-service in this repository, which is read once. */
  public static Contract ofNotifier() {
    return OF_NOTIFIER;
  }

  /** Returns the contracts of all services. */
  public static List<Contract> all() {
    return List.of(OF_PROFILES, OF_CONTACTS, OF_NOTIFIER);
  }

  /**
   * Fails if an exchange violates a contract. Each contract ignores requests to paths that it does
   * not contain.
   */
  public static void check(Exchange exchange) {
    var violations =
        all().stream().flatMap(contract -> contract.violations(exchange).stream()).toList();
    if (!violations.isEmpty()) {
      throw new AssertionError(
          "Not as the contract has it:\n  %s\n%s"
              .formatted(String.join("\n  ", violations), exchange));
    }
  }

  List<String> violations(Exchange exchange) {
    return paths.stream()
        .filter(path -> path.fits(exchange.uri()))
        .findFirst()
        .map(path -> violations(path, exchange))
        .orElse(List.of());
  }

  private List<String> violations(PathTemplate path, Exchange exchange) {
    var item = root.find("paths", path.text()).orElseThrow();
    var answers = new AnswerRules(schemas);
    var operation = operation(item, exchange.method());
    if (exchange.method().equals("OPTIONS")) {
      return List.of();
    }
    if (operation.isEmpty()) {
      return methods(item).isEmpty() ? List.of() : refused(exchange, answers);
    }
    var requests = new RequestRules(schemas, path, item, operation.get());
    return Stream.concat(
            answers.ofOperation(operation.get(), exchange).stream(),
            exchange.isAccepted() ? requests.violations(exchange).stream() : Stream.empty())
        .toList();
  }

  /**
   * Returns the violations of a request whose method the path does not have: the response must be
   * the documented 405.
   */
  private List<String> refused(Exchange exchange, AnswerRules answers) {
    var refusal = root.find("components", "responses", "MethodNotAllowed").orElseThrow();
    return exchange.status() == 405
        ? answers.violations(refusal, exchange)
        : List.of(exchange.method() + " is not documented");
  }

  /**
   * Returns the operation of a method. HEAD is checked as GET without a body, unless the document
   * describes HEAD itself.
   */
  private static Optional<Place> operation(Place item, String method) {
    var named = item.find(method.toLowerCase(Locale.ROOT));
    return method.equals("HEAD") ? named.or(() -> item.find("get")) : named;
  }

  /** Path and the methods that it documents; HEAD and OPTIONS are not listed. */
  public record Operations(String path, Set<String> methods) {

    /** Returns the path with {@code 42} in place of each parameter. */
    public String sample() {
      return path.replaceAll("\\{[^}]*}", "42");
    }
  }

  /** Returns all paths with their methods. */
  public List<Operations> operations() {
    return paths.stream()
        .map(path ->
            new Operations(path.text(), methods(root.find("paths", path.text()).orElseThrow())))
        .toList();
  }

  private static Set<String> methods(Place item) {
    return METHODS.stream()
        .filter(method -> item.find(method.toLowerCase(Locale.ROOT)).isPresent())
        .collect(Collectors.toSet());
  }

  /** Returns the document as it was read. */
  public JsonNode document() {
    return root.document();
  }

  Place root() {
    return root;
  }

  Schemas schemas() {
    return schemas;
  }

  private static Contract of(String service) {
    return new Contract(read(KithHome.ofThisProcess().folder().resolve(service).resolve(FILE)));
  }

  private static JsonNode read(Path file) {
    try {
      return new YAMLMapper().readTree(file.toFile());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
