package dev.kith.profile.picture.codec;

/** What came of a file: what is to be kept, or why nothing is. */
public sealed interface PreparationResult permits EncodedPicture, UnacceptablePicture {}
