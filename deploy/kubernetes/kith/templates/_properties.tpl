{{- /* A service's settings. What is secret is not here: it comes from the environment, in ${...}. */ -}}
{{- define "kith.properties" -}}
{{- $values := index .root.Values.services .key -}}
{{- with .root.Values -}}
kith.kafka.bootstrap-servers={{ include "kith.bootstrap" $.root }}
kith.registry.url={{ .registry.url }}
kith.topics.partitions={{ .topics.partitions }}
kith.topics.delivery-partitions={{ .topics.deliveryPartitions }}
kith.topics.replication-factor={{ .topics.replicationFactor }}
kith.topics.create={{ and .topics.create (not (and .strimzi.enabled .strimzi.topics.enabled)) }}
kith.streams.threads={{ $values.threads }}
kith.streams.standby-replicas={{ $values.standbyReplicas }}
{{- with .allowedOrigins }}
kith.allowed-origins={{ join "," . }}
{{- end }}
mp.jwt.verify.issuer={{ .tokens.issuer }}
mp.jwt.verify.publickey.location={{ if .tokens.jwksUrl }}{{ .tokens.jwksUrl }}{{ else }}file:/kith/secrets/tokens/{{ .tokens.publicKeyKey }}{{ end }}
{{- with .tokens.audience }}
mp.jwt.verify.audiences={{ . }}
{{- end }}
quarkus.log.json.console.enabled={{ eq .logging.format "json" }}
{{- with .tracing }}
{{- if .endpoint }}
quarkus.otel.sdk.disabled=false
quarkus.otel.exporter.otlp.endpoint={{ .endpoint }}
quarkus.otel.exporter.otlp.protocol={{ .protocol }}
quarkus.otel.traces.sampler.arg={{ .ratio }}
{{- end }}
{{- end }}
{{- range $service := list "profile" "contact-graph" "notifier" }}
kith.services.{{ $service }}-url=http://{{ include "kith.name" $.root }}-{{ $service }}-service:8080
{{- end }}
{{- if eq $.key "profile" }}
{{- if .pictures.s3.enabled }}
kith.pictures.store=s3
kith.pictures.s3.bucket={{ .pictures.s3.bucket }}
kith.pictures.s3.region={{ .pictures.s3.region }}
kith.pictures.s3.path-style={{ .pictures.s3.pathStyle }}
{{- with .pictures.s3.endpoint }}
kith.pictures.s3.endpoint={{ . }}
{{- end }}
{{- if .pictures.s3.credentialsSecret }}
kith.pictures.s3.access-key=${S3_ACCESS_KEY}
kith.pictures.s3.secret-key=${S3_SECRET_KEY}
{{- end }}
{{- end }}
{{- end }}
{{- include "kith.kafkaProperties" $ }}
{{- include "kith.registryProperties" $ }}
{{- range $name, $value := .kafka.properties }}
kith.kafka.properties."{{ $name }}"={{ $value }}
{{- end }}
{{- range $name, $value := .registry.properties }}
kith.registry.properties."{{ $name }}"={{ $value }}
{{- end }}
{{- range $name, $value := $values.config }}
{{ $name }}={{ $value }}
{{- end }}
{{- end }}
{{- end }}

{{- define "kith.kafkaProperties" -}}
{{- $type := include "kith.kafkaAuthentication" .root -}}
{{- $tls := eq (include "kith.kafkaTls" .root) "true" -}}
{{- with .root.Values.kafka }}
kith.kafka.properties."security.protocol"={{ if has $type (list "none" "mtls") }}{{ if $tls }}SSL{{ else }}PLAINTEXT{{ end }}{{ else }}{{ if $tls }}SASL_SSL{{ else }}SASL_PLAINTEXT{{ end }}{{ end }}
{{- if and $tls (include "kith.kafkaCaSecret" $.root) }}
kith.kafka.properties."ssl.truststore.type"=PEM
kith.kafka.properties."ssl.truststore.location"=/kith/secrets/kafka-ca/{{ .tls.caKey }}
{{- end }}
{{- if eq $type "mtls" }}
kith.kafka.properties."ssl.keystore.type"=PEM
kith.kafka.properties."ssl.keystore.certificate.chain"=${KAFKA_CERTIFICATE}
kith.kafka.properties."ssl.keystore.key"=${KAFKA_PRIVATE_KEY}
{{- else if hasPrefix "scram-" $type }}
kith.kafka.properties."sasl.mechanism"={{ upper $type }}
kith.kafka.properties."sasl.jaas.config"=org.apache.kafka.common.security.scram.ScramLoginModule required username="${KAFKA_USERNAME}" password="${KAFKA_PASSWORD}";
{{- else if eq $type "plain" }}
kith.kafka.properties."sasl.mechanism"=PLAIN
kith.kafka.properties."sasl.jaas.config"=org.apache.kafka.common.security.plain.PlainLoginModule required username="${KAFKA_USERNAME}" password="${KAFKA_PASSWORD}";
{{- else if eq $type "oauthbearer" }}
kith.kafka.properties."sasl.mechanism"=OAUTHBEARER
kith.kafka.properties."sasl.login.callback.handler.class"=org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler
kith.kafka.properties."sasl.oauthbearer.token.endpoint.url"={{ .authentication.tokenEndpointUrl }}
kith.kafka.properties."sasl.jaas.config"=org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required clientId="${KAFKA_CLIENT_ID}" clientSecret="${KAFKA_CLIENT_SECRET}"{{ with .authentication.scope }} scope="{{ . }}"{{ end }};
{{- end }}
{{- end }}
{{- end }}

{{- define "kith.registryProperties" -}}
{{- with .root.Values.registry }}
{{- if .tls.truststoreSecret }}
kith.registry.properties."schema.registry.ssl.truststore.type"=PKCS12
kith.registry.properties."schema.registry.ssl.truststore.location"=/kith/secrets/registry-truststore/{{ .tls.truststoreKey }}
kith.registry.properties."schema.registry.ssl.truststore.password"=${REGISTRY_TRUSTSTORE_PASSWORD}
{{- end }}
{{- if .tls.keystoreSecret }}
kith.registry.properties."schema.registry.ssl.keystore.type"=PKCS12
kith.registry.properties."schema.registry.ssl.keystore.location"=/kith/secrets/registry-keystore/{{ .tls.keystoreKey }}
kith.registry.properties."schema.registry.ssl.keystore.password"=${REGISTRY_KEYSTORE_PASSWORD}
kith.registry.properties."schema.registry.ssl.key.password"=${REGISTRY_KEYSTORE_PASSWORD}
{{- end }}
{{- if eq .authentication.type "basic" }}
kith.registry.properties."basic.auth.credentials.source"=USER_INFO
kith.registry.properties."basic.auth.user.info"=${REGISTRY_USERNAME}:${REGISTRY_PASSWORD}
{{- else if eq .authentication.type "bearer" }}
kith.registry.properties."bearer.auth.credentials.source"=STATIC_TOKEN
kith.registry.properties."bearer.auth.token"=${REGISTRY_TOKEN}
{{- else if eq .authentication.type "oauthbearer" }}
kith.registry.properties."bearer.auth.credentials.source"=OAUTHBEARER
kith.registry.properties."bearer.auth.issuer.endpoint.url"={{ .authentication.tokenEndpointUrl }}
kith.registry.properties."bearer.auth.client.id"=${REGISTRY_CLIENT_ID}
kith.registry.properties."bearer.auth.client.secret"=${REGISTRY_CLIENT_SECRET}
{{- with .authentication.scope }}
kith.registry.properties."bearer.auth.scope"={{ . }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
