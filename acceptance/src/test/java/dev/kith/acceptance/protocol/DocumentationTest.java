package dev.kith.acceptance.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.acceptance.stack.OnTheStack;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Api;
import dev.kith.harness.contract.Contract;
import dev.kith.harness.contract.Contract.Operations;
import dev.kith.harness.stack.Stack;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Test of the API documentation: it is served, and it matches the methods of the services. */
@OnTheStack
class DocumentationTest {

  private static final Pattern NAMED_FILE = Pattern.compile("(?:src|href)=\"([^\"#]+)\"");

  private final Api anyone;
  private final Api backend;

  DocumentationTest(Stack stack) {
    this.anyone = new Api(stack.frontDoor());
    this.backend = stack.backend().api();
  }

  static List<Operations> paths() {
    return Contract.all().stream().flatMap(contract -> contract.operations().stream()).toList();
  }

  @Test
  void the_contract_is_served_as_it_was_written() {
    isServed("/q/openapi", Contract.ofProfiles());
    isServed("/q/openapi/contacts", Contract.ofContacts());
    isServed("/q/openapi/notifier", Contract.ofNotifier());
  }

  @Test
  void a_browser_gets_the_pages_and_all_that_they_name() {
    Answer page = anyone.get("/q/swagger-ui/").ok();
    List<String> files = NAMED_FILE.matcher(page.text()).results().map(it -> it.group(1)).toList();

    assertThat(page.text()).contains("/q/openapi", "/q/openapi/contacts", "/q/openapi/notifier");
    assertThat(files).anyMatch(file -> file.endsWith("swagger-ui-bundle.js"));
    assertThat(files)
        .allSatisfy(
            file -> assertThat(anyone.get("/q/swagger-ui/" + file).ok().text()).isNotEmpty());
  }

  private void isServed(String path, Contract contract) {
    Answer served = anyone.get(path + "?format=json").ok();

    assertThat(differences("", served.body(), contract.document())).isEmpty();
    assertThat(anyone.get(path).ok().text()).startsWith("---\nopenapi: 3.1.0");
  }

  /**
   * Compares the documented methods of a path with the Allow header of the 405 response to a method
   * that no path takes.
   */
  @ParameterizedTest
  @MethodSource("paths")
  void what_is_documented_is_what_the_service_takes(Operations documented) {
    Answer refusal = backend.send("KITH", documented.sample(), "");

    if (documented.methods().isEmpty()) {
      assertThat(refusal.status()).isIn(404, 405);
    } else {
      assertThat(refusal.status()).isEqualTo(405);
      assertThat(allowed(refusal)).isEqualTo(documented.methods());
    }
  }

  /**
   * Lists the places where two trees differ; the trees themselves would be too long for a failure.
   */
  private static Stream<String> differences(String at, JsonNode one, JsonNode other) {
    if (!one.isObject() || !other.isObject()) {
      return one.equals(other) ? Stream.empty() : Stream.of(at);
    }
    var names = new TreeSet<String>();
    one.fieldNames().forEachRemaining(names::add);
    other.fieldNames().forEachRemaining(names::add);
    return names.stream()
        .flatMap(name -> differences(at + "/" + name, one.path(name), other.path(name)));
  }

  private static Set<String> allowed(Answer refusal) {
    var methods = new HashSet<>(Arrays.asList(refusal.header("Allow").orElse("").split(", ?")));
    methods.removeAll(Set.of("HEAD", "OPTIONS"));
    return methods;
  }
}
