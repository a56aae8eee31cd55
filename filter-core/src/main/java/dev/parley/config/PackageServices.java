package dev.parley.config;

import dev.parley.audit.Counters;
import dev.parley.authority.DigestAuthority;
import dev.parley.authority.NtlmAuthority;
import dev.parley.authority.guard.AccountLookups;
import dev.parley.authority.guard.Throttle;
import dev.parley.context.AccountKeys;
import dev.parley.context.ContextCache;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What the filter lends to a security package.
 *
 * @param contexts the kept contexts, shared by all packages
 * @param accountKeys the keys kept by account
 * @param authority the authority, with its guards around it
 * @param ntlmAuthority the authority for NTLM, with its guards; null when there is none
 * @param accounts the roles of accounts that prove themselves by a ticket
 * @param throttle to be asked before any password is tried, and told of the outcome
 * @param counters counts logons, local verifications and forged nonces; the engine counts the rest
 * @param clock the time for what is kept; follows no correction of the system's clock
 * @param timeOfDay the time that other machines have too, for what they have dated
 * @param random a cryptographically secure source
 * @param resolve says where the path that a setting holds leads
 */
public record PackageServices(
    ContextCache contexts,
    AccountKeys accountKeys,
    DigestAuthority authority,
    @Nullable NtlmAuthority ntlmAuthority,
    AccountLookups accounts,
    Throttle throttle,
    Counters counters,
    InstantSource clock,
    InstantSource timeOfDay,
    RandomGenerator random,
    BiFunction<Setting<?>, Path, Path> resolve) {}
