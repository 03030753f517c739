package dev.kith.acceptance.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.harness.client.Answer;
import dev.kith.harness.client.Api;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;

/** Comparison of the contact graph that the service returns with the one that the journal gives. */
final class AskedGraph {

  private static final String LABEL = "family";

  private final Api backend;
  private final RebuiltGraph rebuilt;
  private final List<String> users;
  private final Map<String, Function<RebuiltGraph, Predicate<Pair>>> lists = new LinkedHashMap<>();

  AskedGraph(Api backend, RebuiltGraph rebuilt, List<String> users) {
    this.backend = backend;
    this.rebuilt = rebuilt;
    this.users = users;
    lists.put("", graph -> graph::isShown);
    lists.put("&relation=contact", graph -> pair -> graph.own(pair).contact());
    lists.put("&relation=subscribed", graph -> graph::isSubscribed);
    lists.put("&relation=blocked", graph -> pair -> graph.own(pair).blocked());
    lists.put("&relation=paired", graph -> graph::isPaired);
    lists.put("&relation=mutual", graph -> graph::isMutual);
    lists.put("&relation=subscriber", graph -> graph::isSubscriber);
    lists.put("&label=" + LABEL, graph -> pair -> graph.own(pair).labels().contains(LABEL));
    lists.put(
        "&relation=contact&label=" + LABEL,
        graph -> pair -> graph.own(pair).contact() && graph.own(pair).labels().contains(LABEL));
  }

  /**
   * Lists the differences for this owner: in all lists of contacts, and for some peers, requested
   * one by one.
   */
  List<String> differences(String owner, int peersAsked, Random random) {
    List<String> differences = new ArrayList<>();
    lists.forEach((query, wanted) -> {
      List<JsonNode> expected = rebuilt.contacts(owner, wanted.apply(rebuilt));
      List<JsonNode> listed = listed(owner, query, 1 + random.nextInt(60));
      if (!listed.equals(expected)) {
        differences.add(
            "%s %s should be%n  %s%nbut is%n  %s".formatted(owner, query, expected, listed));
      }
    });
    random
        .ints(peersAsked, 0, users.size())
        .mapToObj(number -> new Pair(owner, users.get(number)))
        .filter(pair -> !pair.peer().equals(owner))
        .forEach(pair -> compare(pair, differences));
    return differences;
  }

  private void compare(Pair pair, List<String> differences) {
    Answer answer = backend.get(Api.path(pair.owner()) + "/contacts/" + Api.encoded(pair.peer()));
    boolean fits =
        rebuilt.isShown(pair)
            ? answer.status() == 200 && answer.body().equals(rebuilt.contact(pair))
            : answer.status() == 404;
    if (!fits) {
      differences.add("%s should be %s but is %s".formatted(pair, rebuilt.contact(pair), answer));
    }
  }

  private List<JsonNode> listed(String owner, String query, int limit) {
    List<JsonNode> listed = new ArrayList<>();
    String cursor = "";
    do {
      String path = Api.path(owner) + "/contacts?limit=" + limit + query + cursor;
      JsonNode page = backend.get(path).ok().body();
      page.path("items").forEach(listed::add);
      cursor = page.has("next") ? "&cursor=" + Api.encoded(page.path("next").asText()) : "";
    } while (!cursor.isEmpty());
    return listed;
  }
}
