package dev.kith.contactgraph.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.kit.nodes.NodesOnly;
import dev.kith.kit.nodes.Paths;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Internal resource for other nodes: contacts of peers whose partitions are on this node. */
@NodesOnly
@Path(ContactsOfContactsResource.PATH)
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class ContactsOfContactsResource {

  static final String PATH = Paths.INTERNAL + "/contacts-of-contacts";

  private final ContactsOfContacts contactsOfContacts;

  ContactsOfContactsResource(ContactsOfContacts contactsOfContacts) {
    this.contactsOfContacts = contactsOfContacts;
  }

  @POST
  @Blocking
  @Consumes(MediaType.APPLICATION_JSON)
  public Map<String, Integer> answer(@Nullable JsonNode question) {
    var asked = PeerRelationsQuery.read(question);
    return contactsOfContacts.here(asked.peers(), asked.owner());
  }
}
