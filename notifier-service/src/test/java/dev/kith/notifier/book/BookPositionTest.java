package dev.kith.notifier.book;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.domain.Address;
import dev.kith.kit.http.CursorFixture;
import dev.kith.kit.http.PageCursors;
import dev.kith.kit.problem.ProblemException;
import dev.kith.notifier.replica.Cursor;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BookPositionTest {

  private static final Cursor BOOK_CURSOR = new Cursor(5, 902, "Q7xk_1aB");

  private final PageCursors cursors = CursorFixture.cursors();
  private final PageCursors.Of list =
      BookPosition.list(cursors, new Address("alice"), Optional.empty());

  @Test
  void a_page_cursor_carries_the_book_cursor_of_the_first_page() {
    var place = new BookPosition(Optional.of(BOOK_CURSOR), new Address("group:42"));

    assertThat(BookPosition.read(list, place.write(list))).isEqualTo(place);
  }

  @Test
  void between_nodes_a_page_cursor_carries_only_the_subject() {
    var place = new BookPosition(Optional.empty(), new Address("bob"));

    assertThat(BookPosition.read(list, place.write(list))).isEqualTo(place);
  }

  @Test
  void a_page_cursor_of_all_entries_is_refused_for_changes_since() {
    var cursor = new BookPosition(Optional.of(BOOK_CURSOR), new Address("bob")).write(list);
    var since = BookPosition.list(cursors, new Address("alice"), Optional.of(BOOK_CURSOR));

    assertThatThrownBy(() -> BookPosition.read(since, cursor)).isInstanceOf(ProblemException.class);
  }

  @Test
  void a_page_cursor_of_another_subscriber_is_refused() {
    var cursor = new BookPosition(Optional.of(BOOK_CURSOR), new Address("carol")).write(list);
    var ofBob = BookPosition.list(cursors, new Address("bob"), Optional.empty());

    assertThatThrownBy(() -> BookPosition.read(ofBob, cursor)).isInstanceOf(ProblemException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5:902|alice", "5:902:Q7xk_1aB|no address", "", "no address"})
  void a_cursor_with_invalid_content_is_refused(String text) {
    assertThatThrownBy(() -> BookPosition.read(list, list.seal(text.getBytes(UTF_8))))
        .isInstanceOf(ProblemException.class);
  }
}
