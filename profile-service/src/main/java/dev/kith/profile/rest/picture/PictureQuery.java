package dev.kith.profile.rest.picture;

import dev.kith.domain.View;
import dev.kith.kit.json.JsonFields;
import dev.kith.kit.problem.ProblemException;
import dev.kith.profile.picture.codec.Variant;
import dev.kith.profile.rest.picture.PictureResponse.Asked;
import org.jspecify.annotations.Nullable;

/**
 * Query of a picture read.
 *
 * @param size size of a thumbnail; absent: the full picture
 * @param sha256 hash as in the profile: exactly that picture or 404
 */
record PictureQuery(@Nullable String size, @Nullable String sha256) {

  /**
   * The picture of a view.
   *
   * @throws ProblemException 404 if the view has none, or another one
   */
  Asked of(View view) {
    var variant =
        size == null
            ? Variant.WHOLE
            : Variant.sized(size)
                .orElseThrow(() -> JsonFields.invalid("size", "must be 64, 256 or 640"));
    return view.fields()
        .picture()
        .filter(picture -> sha256 == null || sha256.equals(picture.sha256()))
        .map(picture -> Asked.of(view.address(), picture, variant, sha256 != null))
        .orElseThrow(ProblemException::notFound);
  }
}
