{{- define "kith.name" -}}
{{- default .Release.Name .Values.nameOverride | trunc 40 | trimSuffix "-" -}}
{{- end }}

{{- define "kith.labels" -}}
app.kubernetes.io/part-of: kith
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "kith.selector" -}}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .service }}
{{- end }}

{{- /* The labels of what belongs to one service: (dict "root" $ "service" NAME) */ -}}
{{- define "kith.labelsOf" -}}
{{ include "kith.labels" .root }}
app.kubernetes.io/component: {{ .service }}
{{- end }}

{{- /* The services: what each is called in values, and as a module, an image and a resource. */ -}}
{{- define "kith.services" -}}
profile: profile-service
contactGraph: contact-graph-service
notifier: notifier-service
{{- end }}

{{- /* All that runs as pods, by its label: the services, and the front door if there is one. */ -}}
{{- define "kith.workloads" -}}
{{ include "kith.services" . | fromYaml | values | sortAlpha | toYaml }}
{{- if .Values.frontDoor.enabled }}
- front-door
{{- end }}
{{- end }}

{{- define "kith.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "kith.name" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end }}

{{- define "kith.nodeSecret" -}}
{{- default (printf "%s-node" (include "kith.name" .)) .Values.nodeSecret.existingSecret -}}
{{- end }}

{{- define "kith.bootstrap" -}}
{{- if .Values.kafka.bootstrapServers -}}
{{- .Values.kafka.bootstrapServers -}}
{{- else if .Values.strimzi.enabled -}}
{{- printf "%s-kafka-bootstrap:9093" .Values.strimzi.cluster.name -}}
{{- else -}}
{{- fail "kafka.bootstrapServers: say where Kafka is (host:port,...), or let Strimzi make it with strimzi.enabled" -}}
{{- end -}}
{{- end }}

{{- /* The listener of a cluster that Strimzi makes speaks TLS and nothing else. */ -}}
{{- define "kith.kafkaTls" -}}
{{- if or .Values.kafka.tls.enabled (and .Values.strimzi.enabled .Values.strimzi.cluster.create) -}}true{{- end -}}
{{- end }}

{{- define "kith.kafkaCaSecret" -}}
{{- if .Values.kafka.tls.caSecret -}}
{{- .Values.kafka.tls.caSecret -}}
{{- else if and .Values.strimzi.enabled .Values.strimzi.cluster.create -}}
{{- printf "%s-cluster-ca-cert" .Values.strimzi.cluster.name -}}
{{- end -}}
{{- end }}

{{- /* none, scram-sha-512, ...: what was said, or what fits the users that Strimzi makes. */ -}}
{{- define "kith.kafkaAuthentication" -}}
{{- if and .Values.strimzi.enabled .Values.strimzi.users.enabled -}}
{{- if eq .Values.strimzi.users.authentication "tls" -}}mtls{{- else -}}scram-sha-512{{- end -}}
{{- else -}}
{{- .Values.kafka.authentication.type -}}
{{- end -}}
{{- end }}

{{- /* The secret with a service's account at Kafka. */ -}}
{{- define "kith.kafkaSecret" -}}
{{- if and .root.Values.strimzi.enabled .root.Values.strimzi.users.enabled -}}
{{- printf "%s-%s" (include "kith.name" .root) .service -}}
{{- else -}}
{{- index .root.Values.kafka.authentication.secrets .key | required (printf "kafka.authentication.secrets.%s: name the secret with this service's account at Kafka" .key) -}}
{{- end -}}
{{- end }}
