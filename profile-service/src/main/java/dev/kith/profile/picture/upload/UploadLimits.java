package dev.kith.profile.picture.upload;

import java.time.Duration;

/**
 * What one owner may have of unfinished uploads.
 *
 * @param expiry how long an upload is kept after it was begun
 * @param uploads how many at a time
 * @param bytes of all of them together, as long as they are to be
 * @param pause one without new bytes for this long makes room for another
 */
public record UploadLimits(Duration expiry, int uploads, long bytes, Duration pause) {}
