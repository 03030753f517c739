package dev.kith.contactgraph.rest.sync;

import dev.kith.domain.Address;
import dev.kith.domain.Sync.RefusedLine;
import dev.kith.kit.json.JsonFields;
import dev.kith.kit.problem.Problem;
import dev.kith.kit.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Collector of a sync's addresses, line by line; an unusable line is refused with its number and
 * reason.
 */
final class AddressList {

  /** Maximum number of refused lines that are reported; further ones are only counted. */
  private static final int MAX_REPORTED = 500;

  private final Address owner;
  private final int maxLines;
  private final List<Line> accepted = new ArrayList<>();
  private final Set<Address> seen = new HashSet<>();
  private final List<RefusedLine> refused = new ArrayList<>();
  private int refusedTotal;

  private record Line(int number, Address peer) {}

  /**
   * Creates an empty list.
   *
   * @param maxLines maximum number of lines
   */
  AddressList(Address owner, int maxLines) {
    this.owner = owner;
    this.maxLines = maxLines;
  }

  /** Adds a line; {@code number} counts from 1. */
  void add(int number, String text) {
    var address = Address.parse(text);
    if (address.isEmpty()) {
      refuse(number, text, "is not an address: " + Address.RULE);
    } else if (address.get().equals(owner)) {
      refuse(number, text, "must not be the owner: a relation needs two addresses");
    } else if (!seen.add(address.get())) {
      refuse(number, text, "is a duplicate of an earlier line");
    } else {
      checkRoom();
      accepted.add(new Line(number, address.get()));
    }
  }

  void refuse(int number, String text, String why) {
    checkRoom();
    refusedTotal++;
    if (refused.size() < MAX_REPORTED) {
      refused.add(new RefusedLine(number, JsonFields.shown(text, Address.LONGEST), why));
    }
  }

  /** Moves the addresses that match {@code unfit} to the refused lines. */
  void refuseIf(Predicate<Address> unfit, String why) {
    var out = accepted.stream().filter(line -> unfit.test(line.peer())).toList();
    accepted.removeAll(Set.copyOf(out));
    out.forEach(line -> refuse(line.number(), line.peer().text(), why));
  }

  List<Address> peers() {
    return accepted.stream().map(Line::peer).toList();
  }

  List<RefusedLine> refused() {
    return List.copyOf(refused);
  }

  int refusedTotal() {
    return refusedTotal;
  }

  private void checkRoom() {
    if (accepted.size() + refusedTotal >= maxLines) {
      throw ProblemException.of(
          Problem.Kind.TOO_LARGE,
          "A sync has at most %d addresses; send the rest in another request.".formatted(maxLines),
          SyncInput.ADDRESSES);
    }
  }
}
