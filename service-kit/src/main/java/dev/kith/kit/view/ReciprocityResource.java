package dev.kith.kit.view;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.domain.Address;
import dev.kith.kit.auth.Caller;
import dev.kith.kit.json.JsonFields;
import dev.kith.kit.nodes.NodesOnly;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Internal resource: the subjects whose exact presence a viewer of this node may see. */
@NodesOnly
@Path(Reciprocity.PATH)
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
public class ReciprocityResource {

  private final Reciprocity reciprocity;

  ReciprocityResource(Reciprocity reciprocity) {
    this.reciprocity = reciprocity;
  }

  @POST
  @Blocking
  @Consumes(MediaType.APPLICATION_JSON)
  public List<String> answer(@Nullable JsonNode question) {
    var json = JsonFields.of(question, Set.of(Reciprocity.VIEWER, Reciprocity.SUBJECTS));
    var viewer =
        json.text(Reciprocity.VIEWER, Address.LONGEST)
            .orElseThrow(() -> JsonFields.invalid(Reciprocity.VIEWER, "is missing"));
    var subjects =
        json.texts(Reciprocity.SUBJECTS, Reciprocity.MOST, Address.LONGEST)
            .orElseThrow(() -> JsonFields.invalid(Reciprocity.SUBJECTS, "is missing"));
    return reciprocity
        .here(
            Caller.user(viewer, Reciprocity.VIEWER),
            subjects.stream().map(subject -> Caller.anyone(subject, Reciprocity.SUBJECTS)).toList())
        .stream()
        .map(Address::text)
        .toList();
  }
}
