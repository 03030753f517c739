package dev.kith.harness.contract;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Headers that a response is documented to have; names are compared without regard to case. */
record HeaderPlaces(Optional<Place> headers) {

  Optional<Place> find(String name) {
    return headers.flatMap(all ->
        all.names()
            .filter(documented -> key(documented).equals(key(name)))
            .findFirst()
            .flatMap(all::find));
  }

  List<String> required() {
    return headers.stream()
        .flatMap(all ->
            all.names().filter(name -> all.find(name).filter(it -> it.is("required")).isPresent()))
        .toList();
  }

  static Optional<String> value(Map<String, List<String>> headers, String name) {
    return headers.entrySet().stream()
        .filter(header -> key(header.getKey()).equals(key(name)))
        .map(header -> header.getValue().getFirst())
        .findFirst();
  }

  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
