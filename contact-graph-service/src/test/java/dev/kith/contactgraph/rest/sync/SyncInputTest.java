package dev.kith.contactgraph.rest.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.domain.Address;
import dev.kith.domain.Sync.RefusedLine;
import dev.kith.kit.problem.ProblemException;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SyncInputTest {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  @Test
  void fields_may_come_in_any_order_and_what_is_absent_has_its_default() throws IOException {
    var full =
        object(
            "{'syncNow':true,'addresses':['bob','carol'],'contact':false,'labels':['x'],'subscribe':true}");
    assertThat(peers(full)).containsExactly("bob", "carol");
    assertThat(full.now()).isTrue();
    assertThat(full.options().contact()).contains(false);
    assertThat(full.options().subscribed()).contains(true);
    assertThat(full.options().labels()).containsExactly("x");

    var bare = object("{'addresses':[]}");
    assertThat(bare.now()).isFalse();
    assertThat(bare.options().contact()).contains(true);
    assertThat(bare.options().subscribed()).isEqualTo(Optional.empty());
  }

  @Test
  void what_is_no_use_is_refused_by_its_line() throws IOException {
    var sync = object("{'addresses':['bob','a b','bob',7,{'a':['b']},'alice','carol']}");

    assertThat(peers(sync)).containsExactly("bob", "carol");
    assertThat(sync.list().refused()).extracting(RefusedLine::line).containsExactly(2, 3, 4, 5, 6);
    assertThat(sync.list().refusedTotal()).isEqualTo(5);
  }

  @Test
  void whatever_is_unknown_or_of_the_wrong_kind_is_named() {
    assertRefused("{'addresses':['bob'],'what':{'ever':[1]}}", "what");
    assertRefused("{'addresses':'bob'}", "addresses");
    assertRefused("{'addresses':[],'syncNow':'yes'}", "syncNow");
    assertRefused("{'addresses':[],'labels':['a b']}", "labels[0]");
    assertRefused("{'syncNow':true}", "addresses");
    assertRefused("{}", "addresses");
    assertRefused("['bob']", "body");
    assertRefused("{'addresses':[]} {}", "body");
    assertRefused("{'addresses':['a','b','c','d','e','f','g','h','i']}", "addresses");
  }

  @Test
  void what_is_no_json_is_not_read_on() {
    assertThatExceptionOfType(JsonProcessingException.class)
        .isThrownBy(() -> object("{'addresses':['bob'"));
  }

  @Test
  void lines_count_also_where_they_are_empty() throws IOException {
    var parameters = new MultivaluedHashMap<String, String>(Map.of("syncNow", "true"));
    parameters.put("label", List.of("x", "y"));

    var sync = SyncInput.lines(body("\"bob\"\n\nbob\n\"carol\"\r\n"), list(), JSON, parameters);

    assertThat(peers(sync)).containsExactly("bob", "carol");
    assertThat(sync.list().refused()).extracting(RefusedLine::line).containsExactly(3);
    assertThat(sync.now()).isTrue();
    assertThat(sync.options().labels()).containsExactlyInAnyOrder("x", "y");
  }

  @Test
  void what_cannot_be_written_again_is_reported_without_it() throws IOException {
    var sync = object("{'addresses':['half \\ud83d']}");

    assertThat(sync.list().refused())
        .extracting(RefusedLine::address)
        .containsExactly("half \ufffd");
  }

  private static void assertRefused(String text, String field) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> object(text))
        .satisfies(refused -> assertThat(refused.problem().field()).isEqualTo(field));
  }

  /** JSON with single quotes. */
  private static SyncInput object(String text) throws IOException {
    return SyncInput.object(body(text.replace('\'', '"')), list(), JSON);
  }

  private static AddressList list() {
    return new AddressList(new Address("alice"), 8);
  }

  private static ByteArrayInputStream body(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> peers(SyncInput sync) {
    return sync.list().peers().stream().map(Address::text).toList();
  }
}
