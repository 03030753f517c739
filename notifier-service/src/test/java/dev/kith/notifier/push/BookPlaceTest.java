package dev.kith.notifier.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.domain.Address;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BookPlaceTest {

  private static final Cursor STOOD = new Cursor(5, 902, "Q7xk_1aB");

  @Test
  void the_second_page_knows_where_the_book_stood_at_the_first() {
    var place = new BookPlace(Optional.of(STOOD), new Address("group:42"));

    assertThat(BookPlace.read(place.write())).contains(place);
  }

  @Test
  void among_nodes_the_subject_does() {
    assertThat(BookPlace.read(PageCursor.write(new Address("alice"))))
        .contains(new BookPlace(Optional.empty(), new Address("alice")));
  }

  @Test
  void a_word_that_is_no_place_is_refused() {
    assertThat(BookPlace.read("no base 64")).isEmpty();
    assertThat(BookPlace.read(encoded("5:902|alice"))).isEmpty();
    assertThat(BookPlace.read(encoded(STOOD + "|no address"))).isEmpty();
    assertThat(BookPlace.read("")).isEmpty();
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
