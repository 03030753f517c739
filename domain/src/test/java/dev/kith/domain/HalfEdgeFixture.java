package dev.kith.domain;

import java.util.SortedSet;
import java.util.TreeSet;

/** Half-edge, empty by default. */
record HalfEdgeFixture(HalfEdge build) {

  static HalfEdgeFixture aHalfEdge() {
    return new HalfEdgeFixture(HalfEdge.NONE).at(5);
  }

  HalfEdgeFixture at(long offset) {
    return new HalfEdgeFixture(
        new HalfEdge(
            new Position(1, offset),
            build.contact(),
            build.subscribed(),
            build.announced(),
            build.blocked(),
            build.paired(),
            build.labels()));
  }

  HalfEdgeFixture contact() {
    return with(true, build.subscribed(), build.announced(), build.blocked(), build.labels());
  }

  HalfEdgeFixture subscribed() {
    return with(build.contact(), Choice.YES, build.announced(), build.blocked(), build.labels());
  }

  HalfEdgeFixture unsubscribed() {
    return with(build.contact(), Choice.NO, build.announced(), build.blocked(), build.labels());
  }

  HalfEdgeFixture announced() {
    return with(build.contact(), build.subscribed(), true, build.blocked(), build.labels());
  }

  HalfEdgeFixture blocked() {
    return with(build.contact(), build.subscribed(), build.announced(), true, build.labels());
  }

  HalfEdgeFixture labelled(String label) {
    var labels = new TreeSet<>(build.labels());
    labels.add(label);
    return with(build.contact(), build.subscribed(), build.announced(), build.blocked(), labels);
  }

  HalfEdgeFixture paired() {
    return new HalfEdgeFixture(
        new HalfEdge(
            build.position(),
            build.contact(),
            build.subscribed(),
            build.announced(),
            build.blocked(),
            true,
            build.labels()));
  }

  private HalfEdgeFixture with(
      boolean contact,
      Choice subscribed,
      boolean announced,
      boolean blocked,
      SortedSet<String> labels) {
    return new HalfEdgeFixture(
        new HalfEdge(
            build.position(), contact, subscribed, announced, blocked, build.paired(), labels));
  }
}
