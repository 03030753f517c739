package dev.kith.profile.picture;

/** What came of a file: what is to be kept, or why nothing is. */
public sealed interface Prepared permits KeptPicture, Unfit {}
