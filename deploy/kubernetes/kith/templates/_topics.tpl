{{- /* All topics there are, as schemas/…/Topics has them; a test compares the two. Empty: for ever. Values: days, or minutes with an m. */ -}}
{{- define "kith.topics" -}}
kith.journal: forever
kith.contact-mirrors: compacted
kith.contact-requests: 7d
kith.contact-matches: 7d
kith.syncs: 1d
kith.profiles: compacted
kith.relations: compacted
kith.fanout: 7d
kith.updates: compacted
kith.presence: compacted
kith.presence-claims: 1d
kith.messages: 1d
kith.message-checks: 1d
kith.enriched-messages: 1d
kith.webhooks: compacted
kith.dead-letters: 30d
kith.skipped-positions: compacted
{{- end }}
{{- /* What each service reads and writes; nobody else writes these, but backends the journal and messages. */ -}}
{{- define "kith.access" -}}
profile-service:
  read: [kith.journal, kith.presence, kith.skipped-positions]
  write: [kith.journal, kith.profiles, kith.dead-letters]
contact-graph-service:
  read: [kith.journal, kith.contact-mirrors, kith.contact-requests, kith.contact-matches, kith.messages, kith.skipped-positions]
  write: [kith.journal, kith.contact-mirrors, kith.contact-requests, kith.contact-matches, kith.syncs, kith.relations, kith.dead-letters]
notifier-service:
  read: [kith.journal, kith.contact-mirrors, kith.syncs, kith.fanout, kith.updates, kith.presence, kith.presence-claims, kith.messages, kith.message-checks, kith.webhooks, kith.skipped-positions]
  write: [kith.fanout, kith.updates, kith.presence, kith.presence-claims, kith.message-checks, kith.enriched-messages, kith.webhooks, kith.dead-letters]
{{- end }}
