package dev.kith.harness.client;

import dev.kith.harness.Json;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * User or backend with a token. A write through a method of this class must succeed; requests that
 * may fail go through {@link #api()}. An instance remembers the journal position of its last write,
 * so that reads of its data wait for that write.
 */
public final class Person {

  private final String address;
  private final URI door;
  private final String token;
  private volatile String position;

  public Person(String address, URI door, String token) {
    this(address, door, token, "");
  }

  private Person(String address, URI door, String token, String position) {
    this.address = address;
    this.door = door;
    this.token = token;
    this.position = position;
  }

  public String address() {
    return address;
  }

  public String token() {
    return token;
  }

  /** Returns the same user, as a client of another node. */
  public Person at(URI node) {
    return new Person(address, node, token, position);
  }

  public Api api() {
    return Api.withToken(door, token);
  }

  /** Returns the journal position of the last write; an empty string if there was none. */
  public String position() {
    return position;
  }

  public Answer puts(ProfileText profile) {
    return wrote(api().send("PUT", profilePath(), profile.json()));
  }

  /** Changes one field of the profile. */
  public Answer changes(String field, Object value) {
    return wrote(api().send("PATCH", profilePath(), Json.of(Map.of(field, value)).toString()));
  }

  /** Replaces the picture. */
  public Answer shows(byte[] picture) {
    return wrote(api().send("PUT", path("picture"), picture));
  }

  public Answer removesPicture() {
    return wrote(api().delete(path("picture")));
  }

  /**
   * Reads the peer's picture, in the state after the peer's last write; {@code query} may be empty.
   */
  public Content looksAtPictureOf(Person peer, String query) {
    Api api = peer.position.isEmpty() ? api() : api().with("Kith-After", peer.position);
    return api.content("GET", peer.path("picture") + query);
  }

  public Answer deletesProfile() {
    return wrote(api().delete(profilePath()));
  }

  /** Replaces all privacy rules by rules for one field. */
  public Answer rules(String field, String... rules) {
    return rules(Map.of(field, List.of(rules)));
  }

  public Answer rules(Map<String, List<String>> rules) {
    return wrote(api().send("PUT", path("privacy"), Json.of(rules).toString()));
  }

  /** Changes one part of the relation to the peer: contact, subscribed, announced or labels. */
  public Answer holds(Person peer, String part, Object value) {
    return wrote(api().send("PATCH", contactPath(peer), Json.of(Map.of(part, value)).toString()));
  }

  public Answer addsContact(Person peer) {
    return holds(peer, "contact", true);
  }

  public Answer removesContact(Person peer) {
    return holds(peer, "contact", false);
  }

  public Answer labels(Person peer, String... labels) {
    return holds(peer, "labels", List.of(labels));
  }

  public Answer subscribesTo(Person peer) {
    return holds(peer, "subscribed", true);
  }

  public Answer unsubscribesFrom(Person peer) {
    return holds(peer, "subscribed", false);
  }

  public Answer announcesTo(Person peer) {
    return holds(peer, "announced", true);
  }

  public Answer blocks(Person peer) {
    return wrote(api().send("PUT", path("blocks/" + Api.encoded(peer.address)), ""));
  }

  public Answer unblocks(Person peer) {
    return wrote(api().delete(path("blocks/" + Api.encoded(peer.address))));
  }

  /** Reads the peer's profile, in the state after the peer's last write. */
  public Answer looksAt(Person peer) {
    return reads(peer, peer.profilePath());
  }

  /** Reads the relation to the peer. */
  public Answer contact(Person peer) {
    return reads(this, contactPath(peer));
  }

  public Answer sets(String setting, Object value) {
    return wrote(api().send("PATCH", path("settings"), Json.of(Map.of(setting, value)).toString()));
  }

  /** Reads the peer's presence, as far as this user may see it. */
  public Answer looksForPresenceOf(Person peer) {
    return reads(peer, peer.path("presence"));
  }

  /** Returns whether this user may message the peer, as JSON. */
  public String canMessage(Person peer) {
    return reads(this, path("can-message/" + Api.encoded(peer.address))).ok().text();
  }

  /** Returns true if this user and the peer have each other as contacts. */
  public boolean isMutualWith(Person peer) {
    return contact(peer).ok().body().path("mutual").booleanValue();
  }

  /** Returns the entries of the address book, read as one page of up to 500. */
  public List<Seen> addressBook() {
    return reads(this, path("address-book?limit=500"))
        .ok()
        .body()
        .path("items")
        .valueStream()
        .map(Seen::of)
        .toList();
  }

  /** Opens a session and waits for its snapshot. */
  public Screen opensScreen() throws InterruptedException {
    return Screen.open(door, address, token);
  }

  /** Resumes a session from a cursor, and waits for the missed updates. */
  public Screen resumesFrom(String cursor) throws InterruptedException {
    return Screen.resume(door, address, token, cursor);
  }

  public String profilePath() {
    return path("profile");
  }

  public String contactPath(Person peer) {
    return path("contacts/" + Api.encoded(peer.address));
  }

  /** Returns the path of a resource of this user. */
  public String path(String resource) {
    return "/v1/users/" + Api.encoded(address) + "/" + resource;
  }

  private Answer reads(Person owner, String path) {
    return (owner.position.isEmpty() ? api() : api().with("Kith-After", owner.position)).get(path);
  }

  private Answer wrote(Answer answer) {
    position = answer.ok().position();
    return answer;
  }
}
