package dev.kith.contactgraph;

/** Names of the topology's sink nodes; processors pass them to {@code forward}. */
public final class SinkNames {

  public static final String MIRRORS_OUT = "contact-mirrors-out";
  public static final String RELATIONS_OUT = "relations-out";
  public static final String REQUESTS_OUT = "contact-requests-out";
  public static final String MATCHES_OUT = "contact-matches-out";
  public static final String SYNCS_OUT = "syncs-out";

  private SinkNames() {}
}
