package dev.kith.profile.picture.codec;

import java.util.Optional;
import java.util.regex.Pattern;
import javax.imageio.IIOException;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import org.jspecify.annotations.Nullable;

/** Listener that records decoder warnings which mean that pixels are missing. */
final class DamageListener implements IIOReadWarningListener {

  /** libjpeg reports only its first warning, so harmless ones could hide others. */
  private static final Pattern DAMAGE =
      Pattern.compile(
          "Corrupt JPEG data.*|Premature end.*|Truncated File.*|Inconsistent progression.*"
              + "|Invalid SOS.*|Unknown Adobe.*|.*unknown JFIF.*|Unexpected.*",
          Pattern.CASE_INSENSITIVE);

  /** A warning about bytes after the last pixel: all pixels are present. */
  private static final Pattern HARMLESS = Pattern.compile(".*extraneous bytes before marker 0xd9");

  private @Nullable String damage;

  @Override
  public void warningOccurred(ImageReader source, String warning) {
    if (DAMAGE.matcher(warning).matches() && !HARMLESS.matcher(warning).matches()) {
      damage = warning;
    }
  }

  void requireNone() throws IIOException {
    var found = Optional.ofNullable(damage);
    if (found.isPresent()) {
      throw new IIOException(found.get());
    }
  }
}
