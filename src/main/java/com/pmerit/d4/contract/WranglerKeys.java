package com.pmerit.d4.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which keys of a wrangler config a section {@code env.*} takes over from the top level. Source: the validation of
 * wrangler 4.86 and 4.125, where a key is either inheritable, not inheritable, or of the top level only.
 */
final class WranglerKeys {
    static final Set<String> INHERITED = Set.of(
            "account_id",
            "assets",
            "base_dir",
            "build",
            "cache",
            "compatibility_date",
            "compatibility_flags",
            "compliance_region",
            "exports",
            "find_additional_modules",
            "first_party_worker",
            "jsx_factory",
            "jsx_fragment",
            "keep_names",
            "limits",
            "logfwdr",
            "logpush",
            "main",
            "migrations",
            "minify",
            "name",
            "no_bundle",
            "observability",
            "placement",
            "preserve_file_names",
            "preview_urls",
            "previews",
            "python_modules",
            "route",
            "routes",
            "rules",
            "triggers",
            "tsconfig",
            "upload_source_maps",
            "workers_dev");

    static final Set<String> NOT_INHERITED = Set.of(
            "ai",
            "ai_search",
            "ai_search_namespaces",
            "analytics_engine_datasets",
            "artifacts",
            "browser",
            "cloudchamber",
            "containers",
            "d1_databases",
            "define",
            "dispatch_namespaces",
            "durable_objects",
            "flagship",
            "hyperdrive",
            "images",
            "kv_namespaces",
            "media",
            "mtls_certificates",
            "pipelines",
            "queues",
            "r2_buckets",
            "ratelimits",
            "secrets",
            "secrets_store_secrets",
            "send_email",
            "services",
            "stream",
            "streaming_tail_consumers",
            "tail_consumers",
            "unsafe",
            "unsafe_hello_world",
            "vars",
            "vectorize",
            "version_metadata",
            "vpc_networks",
            "vpc_services",
            "worker_loaders",
            "workflows");

    static final Set<String> TOP_LEVEL_ONLY = Set.of(
            "alias",
            "data_blobs",
            "dev",
            "keep_vars",
            "legacy_env",
            "pages_build_output_dir",
            "send_metrics",
            "site",
            "text_blobs",
            "wasm_modules");

    /** Keys about the file itself. */
    static final Set<String> OF_THE_FILE = Set.of("$schema", "env");

    private WranglerKeys() {}

    static List<String> known(boolean topLevel) {
        List<String> known = new ArrayList<>(INHERITED);
        known.addAll(NOT_INHERITED);
        if (topLevel) {
            known.addAll(TOP_LEVEL_ONLY);
            known.addAll(OF_THE_FILE);
        }
        return known;
    }
}
