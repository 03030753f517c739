package dev.kith.kit.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.kith.domain.Address;
import dev.kith.domain.Picture;
import dev.kith.domain.Position;
import dev.kith.domain.PresenceView;
import dev.kith.domain.Scalar;
import dev.kith.domain.View;
import dev.kith.kit.nodes.Paths;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** View as JSON; hidden fields are absent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"address", "name", "status", "attributes", "picture", "presence", "position"})
public record ProfileBody(
    String address,
    @Nullable String name,
    @Nullable String status,
    @Nullable Map<String, Object> attributes,
    @Nullable PictureBody picture,
    @Nullable PresenceBody presence,
    @Nullable String position) {

  /**
   * Picture as JSON.
   *
   * @param url path of the picture's bytes for viewers who may see it; {@code &size=} selects a
   *     thumbnail
   */
  @JsonPropertyOrder({"sha256", "url", "mediaType", "width", "height"})
  public record PictureBody(String sha256, String url, String mediaType, int width, int height) {
    static PictureBody of(Address owner, Picture picture) {
      return new PictureBody(
          picture.sha256(),
          Paths.of(owner) + "/picture?sha256=" + picture.sha256(),
          picture.mediaType(),
          picture.width(),
          picture.height());
    }
  }

  /** Body without presence. */
  public static ProfileBody of(View view) {
    return of(view, Optional.empty());
  }

  public static ProfileBody of(View view, Optional<PresenceView> presence) {
    var fields = view.fields();
    var attributes = new TreeMap<String, Object>();
    fields.attributes().forEach((key, scalar) -> attributes.put(key, value(scalar)));
    return new ProfileBody(
        view.address().text(),
        fields.name().orElse(null),
        fields.status().orElse(null),
        attributes.isEmpty() ? null : attributes,
        fields.picture().map(picture -> PictureBody.of(view.address(), picture)).orElse(null),
        presence.map(PresenceBody::of).orElse(null),
        view.position().map(Position::toString).orElse(null));
  }

  private static Object value(Scalar scalar) {
    return switch (scalar) {
      case Scalar.Text text -> text.value();
      case Scalar.Whole whole -> whole.value();
      case Scalar.Fraction fraction -> fraction.value();
      case Scalar.Flag flag -> flag.value();
    };
  }
}
