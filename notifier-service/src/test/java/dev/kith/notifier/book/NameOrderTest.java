package dev.kith.notifier.book;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.domain.Address;
import dev.kith.kit.http.CursorFixture;
import dev.kith.kit.http.PageCursors;
import dev.kith.kit.problem.ProblemException;
import dev.kith.notifier.book.NameOrder.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NameOrderTest {

  private static final PageCursors CURSORS = CursorFixture.cursors();

  @Test
  void names_are_in_the_order_of_the_language() {
    var names = List.of("Zoë", "Åse", "ähnlich", "Anna", "Østen", "aaron", "Ærlig");

    assertThat(sorted(null, names))
        .containsExactly("aaron", "Ærlig", "ähnlich", "Anna", "Åse", "Østen", "Zoë");
    assertThat(sorted("nb", names))
        .containsExactly("Anna", "Zoë", "ähnlich", "Ærlig", "Østen", "aaron", "Åse");
    assertThat(sorted("sv", names).subList(2, 7))
        .containsExactly("Zoë", "Åse", "ähnlich", "Ærlig", "Østen");
  }

  @Test
  void equal_names_are_in_the_order_of_addresses_and_entries_without_a_name_are_last() {
    var places =
        List.of(
            place(null, "a"), place("Bo", "z"), place("Bo", "b"), place(null, "B"), place("", "c"));

    assertThat(page(query(null, null, null), places))
        .containsExactly(
            place("", "c"), place("Bo", "b"), place("Bo", "z"), place(null, "B"), place(null, "a"));
  }

  @Test
  void pages_together_contain_each_entry_once_in_any_order_of_reading() {
    var random = new Random(7);
    var places = new ArrayList<Place>();
    for (int number = 0; number < 500; number++) {
      var name = random.nextInt(10) == 0 ? null : "näme|" + random.nextInt(100);
      places.add(place(name, "subject" + number));
    }
    var whole = page(query("de", "500", null), places);

    var listed = new ArrayList<Place>();
    @Nullable String cursor = null;
    do {
      Collections.shuffle(places, random);
      var query = query("de", "37", cursor);
      var page = page(query, places);
      listed.addAll(page);
      cursor = page.isEmpty() ? null : query.cursor(page.getLast());
    } while (cursor != null && listed.size() <= whole.size());

    assertThat(listed).isEqualTo(whole).hasSize(500);
  }

  @Test
  void a_rename_between_pages_neither_hides_nor_repeats_other_entries() {
    var before = List.of(place("A", "1"), place("B", "2"), place("C", "3"), place("D", "4"));
    var query = query(null, "2", null);
    var first = page(query, before);
    var after = List.of(place("A", "1"), place("X", "2"), place("C", "3"), place("D", "4"));

    var second = page(query(null, "2", query.cursor(first.getLast())), after);

    assertThat(second).containsExactly(place("C", "3"), place("D", "4"));
  }

  @Test
  void an_invalid_language_or_cursor_is_refused() {
    assertThatThrownBy(() -> query("no such thing", null, null))
        .isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> query("x".repeat(70), null, null))
        .isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> query(null, null, "%%%")).isInstanceOf(ProblemException.class);
    assertThat(sorted("tlh", List.of("b", "a"))).containsExactly("a", "b");
  }

  @Test
  void a_cursor_of_another_subscriber_language_or_list_is_refused() {
    var cursor = query("nb", null, null).cursor(place("Anna", "alice"));
    var ofTheBook =
        new BookPosition(Optional.empty(), new Address("bob"))
            .write(BookPosition.list(CURSORS, new Address("alice"), Optional.empty()));

    assertThat(query("nb", "7", cursor).after()).contains(place("Anna", "alice"));
    assertRefused(() -> query("sv", null, cursor));
    assertRefused(() -> query(null, null, cursor));
    assertRefused(() -> NameOrder.of(CURSORS, new Address("bob"), "nb", null, cursor));
    assertRefused(() -> query(null, null, ofTheBook));
  }

  private static void assertRefused(ThrowingCallable reading) {
    assertThatThrownBy(reading)
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> {
              assertThat(refused.problem().status()).isEqualTo(400);
              assertThat(refused.problem().field()).isEqualTo("cursor");
            });
  }

  private static NameOrder query(
      @Nullable String locale, @Nullable String limit, @Nullable String cursor) {
    return NameOrder.of(CURSORS, new Address("alice"), locale, limit, cursor);
  }

  private static Place place(@Nullable String name, String subject) {
    return new Place(Optional.ofNullable(name), subject);
  }

  private static List<String> sorted(@Nullable String locale, List<String> names) {
    var places = names.stream().map(name -> place(name, "x")).toList();
    return page(query(locale, null, null), places).stream()
        .map(place -> place.name().orElseThrow())
        .toList();
  }

  private static List<Place> page(NameOrder query, List<Place> places) {
    var selection = query.<Integer>select();
    places.forEach(place -> selection.offer(place, 0));
    return selection.inOrder().stream()
        .map(NameOrder.Selection.Chosen::place)
        .limit(query.limit())
        .toList();
  }
}
