package dev.kith.notifier.reader;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.domain.Address;
import dev.kith.kit.http.CursorFixture;
import dev.kith.kit.http.PageCursors;
import dev.kith.kit.problem.ProblemException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BookPositionTest {

  private static final Cursor STOOD = new Cursor(5, 902, "Q7xk_1aB");

  private final PageCursors cursors = CursorFixture.cursors();
  private final PageCursors.Of list =
      BookPosition.list(cursors, new Address("alice"), Optional.empty());

  @Test
  void the_second_page_knows_where_the_book_stood_at_the_first() {
    var place = new BookPosition(Optional.of(STOOD), new Address("group:42"));

    assertThat(BookPosition.read(list, place.write(list))).isEqualTo(place);
  }

  @Test
  void among_nodes_the_subject_does() {
    var place = new BookPosition(Optional.empty(), new Address("bob"));

    assertThat(BookPosition.read(list, place.write(list))).isEqualTo(place);
  }

  @Test
  void a_cursor_of_all_entries_is_none_of_what_changed_since() {
    var cursor = new BookPosition(Optional.of(STOOD), new Address("bob")).write(list);
    var since = BookPosition.list(cursors, new Address("alice"), Optional.of(STOOD));

    assertThatThrownBy(() -> BookPosition.read(since, cursor)).isInstanceOf(ProblemException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5:902|alice", "5:902:Q7xk_1aB|no address", "", "no address"})
  void a_text_that_is_no_place_is_refused(String text) {
    assertThatThrownBy(() -> BookPosition.read(list, list.seal(text.getBytes(UTF_8))))
        .isInstanceOf(ProblemException.class);
  }
}
