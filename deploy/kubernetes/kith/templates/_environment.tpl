{{- /* One variable from a secret: (list NAME SECRET KEY) */ -}}
{{- define "kith.fromSecret" }}
- name: {{ index . 0 }}
  valueFrom:
    secretKeyRef:
      name: {{ index . 1 }}
      key: {{ index . 2 }}
{{- end }}

{{- define "kith.environment" -}}
{{- $type := include "kith.kafkaAuthentication" .root -}}
{{- with .root.Values -}}
- name: KITH_NODE_ID
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: KITH_NODE_URL
  value: http://$(KITH_NODE_ID).{{ include "kith.name" $.root }}-{{ $.service }}-nodes.{{ $.root.Release.Namespace }}.svc:8090
{{- include "kith.fromSecret" (list "KITH_NODE_SECRET" (include "kith.nodeSecret" $.root) "secret") }}
{{- if has $type (list "scram-sha-512" "scram-sha-256" "plain") }}
{{- $secret := include "kith.kafkaSecret" $ }}
{{- if .kafka.authentication.usernameKey }}
{{- include "kith.fromSecret" (list "KAFKA_USERNAME" $secret .kafka.authentication.usernameKey) }}
{{- else }}
- name: KAFKA_USERNAME
  value: {{ $secret }}
{{- end }}
{{- include "kith.fromSecret" (list "KAFKA_PASSWORD" $secret .kafka.authentication.passwordKey) }}
{{- else if eq $type "mtls" }}
{{- $secret := include "kith.kafkaSecret" $ }}
{{- include "kith.fromSecret" (list "KAFKA_CERTIFICATE" $secret .kafka.authentication.certificateKey) }}
{{- include "kith.fromSecret" (list "KAFKA_PRIVATE_KEY" $secret .kafka.authentication.privateKeyKey) }}
{{- else if eq $type "oauthbearer" }}
{{- $secret := include "kith.kafkaSecret" $ }}
{{- include "kith.fromSecret" (list "KAFKA_CLIENT_ID" $secret .kafka.authentication.clientIdKey) }}
{{- include "kith.fromSecret" (list "KAFKA_CLIENT_SECRET" $secret .kafka.authentication.clientSecretKey) }}
# Kafka's client asks no other address for a token
- name: JDK_JAVA_OPTIONS
  value: -Dorg.apache.kafka.sasl.oauthbearer.allowed.urls={{ .kafka.authentication.tokenEndpointUrl }}
{{- end }}
{{- with .registry }}
{{- if .tls.truststoreSecret }}
{{- include "kith.fromSecret" (list "REGISTRY_TRUSTSTORE_PASSWORD" .tls.truststoreSecret .tls.truststorePasswordKey) }}
{{- end }}
{{- if .tls.keystoreSecret }}
{{- include "kith.fromSecret" (list "REGISTRY_KEYSTORE_PASSWORD" .tls.keystoreSecret .tls.keystorePasswordKey) }}
{{- end }}
{{- if eq .authentication.type "basic" }}
{{- include "kith.fromSecret" (list "REGISTRY_USERNAME" .authentication.secret .authentication.usernameKey) }}
{{- include "kith.fromSecret" (list "REGISTRY_PASSWORD" .authentication.secret .authentication.passwordKey) }}
{{- else if eq .authentication.type "bearer" }}
{{- include "kith.fromSecret" (list "REGISTRY_TOKEN" .authentication.secret .authentication.tokenKey) }}
{{- else if eq .authentication.type "oauthbearer" }}
{{- include "kith.fromSecret" (list "REGISTRY_CLIENT_ID" .authentication.secret .authentication.clientIdKey) }}
{{- include "kith.fromSecret" (list "REGISTRY_CLIENT_SECRET" .authentication.secret .authentication.clientSecretKey) }}
{{- end }}
{{- end }}
{{- if and (eq $.key "profile") .pictures.s3.enabled .pictures.s3.credentialsSecret }}
{{- include "kith.fromSecret" (list "S3_ACCESS_KEY" .pictures.s3.credentialsSecret "access-key") }}
{{- include "kith.fromSecret" (list "S3_SECRET_KEY" .pictures.s3.credentialsSecret "secret-key") }}
{{- end }}
{{- end }}
{{- end }}
