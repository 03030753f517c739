package dev.kith.notifier.book;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ibm.icu.text.Collator;
import dev.kith.domain.Address;
import dev.kith.kit.http.Page;
import dev.kith.kit.http.PageCursors;
import dev.kith.kit.json.JsonFields;
import dev.kith.kit.text.Collation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Query for a page of an address book by name, in the order of the reader's language: by name, then
 * by address, entries without a name last. It holds no more of the book in memory than the page.
 *
 * @param after name and address of the last entry of the page before, as they were then; the next
 *     page begins there even if subjects are renamed meanwhile
 */
public record NameOrder(
    Comparator<Place> order, int limit, Optional<Place> after, PageCursors.Of cursors) {

  /** Sort key of an entry. */
  public record Place(Optional<String> name, String subject) {}

  /**
   * Parses the parameters of a request.
   *
   * @param locale BCP 47; null: language-independent
   */
  public static NameOrder of(
      PageCursors cursors,
      Address subscriber,
      @Nullable String locale,
      @Nullable String limit,
      @Nullable String cursor) {
    var list = cursors.of("address-book by name", subscriber.text(), locale);
    var names = locale == null ? Collation.ROOT : collator(locale);
    return new NameOrder(
        order(names),
        Page.limit(limit),
        Optional.ofNullable(cursor).map(text -> place(list.open(text))),
        list);
  }

  /**
   * Returns a selection of {@code limit} entries and one more, which shows that there is a next
   * page.
   */
  public <T> Selection<T> select() {
    return new Selection<>(order, limit + 1, after);
  }

  public String cursor(Place last) {
    return cursors.seal(
        (last.subject() + last.name().map(name -> "|" + name).orElse("")).getBytes(UTF_8));
  }

  private static Place place(byte[] place) {
    var text = new String(place, UTF_8);
    var end = text.indexOf('|');
    return end < 0
        ? new Place(Optional.empty(), text)
        : new Place(Optional.of(text.substring(end + 1)), text.substring(0, end));
  }

  private static Collator collator(String locale) {
    return Collation.of(locale)
        .orElseThrow(
            () -> JsonFields.invalid("locale", "must be a language tag such as nb or de-AT"));
  }

  private static Comparator<Place> order(Collator names) {
    return Comparator.comparing((Place place) -> place.name().isEmpty())
        .thenComparing(place -> place.name().orElse(""), names::compare)
        .thenComparing(Place::subject);
  }

  /** Selection of the first entries, offered in any order. */
  public static final class Selection<T> {
    private final Comparator<Place> order;
    private final int size;
    private final Optional<Place> after;
    private final PriorityQueue<Chosen<T>> chosen;

    /** Selected entry. */
    public record Chosen<T>(Place place, T entry) {}

    Selection(Comparator<Place> order, int size, Optional<Place> after) {
      this.order = order;
      this.size = size;
      this.after = after;
      this.chosen = new PriorityQueue<>(Comparator.comparing(Chosen::place, order.reversed()));
    }

    public void offer(Place place, T entry) {
      var isFull = chosen.size() == size;
      if ((isFull && order.compare(place, chosen.element().place()) > 0)
          || after.filter(last -> order.compare(place, last) <= 0).isPresent()) {
        return;
      }
      chosen.add(new Chosen<>(place, entry));
      if (isFull) {
        chosen.remove();
      }
    }

    public List<Chosen<T>> inOrder() {
      var list = new ArrayList<>(chosen);
      list.sort(Comparator.comparing(Chosen::place, order));
      return list;
    }
  }
}
