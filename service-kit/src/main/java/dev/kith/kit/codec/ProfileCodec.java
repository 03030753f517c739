package dev.kith.kit.codec;

import dev.kith.avro.ProfileState;
import dev.kith.domain.Address;
import dev.kith.domain.Lifecycle;
import dev.kith.domain.Profile;

/** Codec of profiles. */
public final class ProfileCodec {

  private ProfileCodec() {}

  public static ProfileState write(Address owner, Profile profile) {
    var fields = profile.fields();
    return new ProfileState(
        owner.text(),
        PositionCodec.write(profile.position()),
        dev.kith.avro.Lifecycle.valueOf(profile.lifecycle().name()),
        fields.name().orElse(null),
        fields.status().orElse(null),
        FieldsCodec.writePicture(fields.picture()),
        FieldsCodec.writeAttributes(fields),
        PrivacyCodec.write(profile.privacy()));
  }

  public static Profile read(ProfileState state) {
    return new Profile(
        PositionCodec.read(state.getPosition()),
        Lifecycle.valueOf(state.getLifecycle().name()),
        FieldsCodec.read(
            state.getName(), state.getStatus(), state.getPicture(), state.getAttributes()),
        PrivacyCodec.read(state.getPrivacy()));
  }
}
