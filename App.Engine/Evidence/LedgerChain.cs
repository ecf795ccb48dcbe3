using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace App.Engine.Evidence;

/// <summary>An event as it is kept. Its hash covers everything in it and the hash of the event before.</summary>
/// <param name="Number">1, 2, 3 … without a gap.</param>
/// <param name="AtUtc">When it was written.</param>
/// <param name="Actor">Who wrote it, with the rights held at that moment.</param>
/// <param name="Payload">The entry as JSON, byte for byte as it was hashed.</param>
/// <param name="PreviousHash">Hash of the event before; <see cref="LedgerChain.Origin"/> for the first.</param>
/// <param name="Hash">SHA-256, lower-case hexadecimal.</param>
public sealed record LedgerEvent(long Number, DateTime AtUtc, Actor Actor, string Payload, string PreviousHash, string Hash)
{
    /// <summary>The entry.</summary>
    /// <exception cref="JsonException">The payload is not an entry.</exception>
    [JsonIgnore]
    public LedgerEntry Entry => LedgerJson.Read(Payload);
}

/// <summary>The first event at which a chain is not what it should be.</summary>
/// <param name="Number">Number of the event.</param>
/// <param name="Reason">What is wrong.</param>
public sealed record ChainBreak(long Number, string Reason)
{
    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"event {Number}: {Reason}");
}

/// <summary>Chains events by their hashes, so that changing, dropping or inserting one shows.</summary>
public static class LedgerChain
{
    /// <summary>What the first event names as the hash before it.</summary>
    public static string Origin { get; } = new('0', 64);

    /// <summary>Makes the event that follows another.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="atUtc">When; kept to the microsecond, in UTC.</param>
    /// <param name="actor">Who.</param>
    /// <param name="entry">What.</param>
    /// <param name="previousHash">Hash of the event before.</param>
    public static LedgerEvent Link(long number, DateTime atUtc, Actor actor, LedgerEntry entry, string previousHash)
    {
        DateTime at = new(atUtc.Ticks - (atUtc.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
        string payload = LedgerJson.Write(entry);
        return new(number, at, actor, payload, previousHash, HashOf(number, at, actor, payload, previousHash));
    }

    /// <summary>Walks a chain.</summary>
    /// <param name="events">All events, in order of their numbers.</param>
    /// <returns>The first break, or null for an intact chain.</returns>
    public static ChainBreak? Verify(IEnumerable<LedgerEvent> events)
    {
        (long number, string previous) = (0, Origin);
        foreach (LedgerEvent entry in events)
        {
            if (entry.Number != ++number)
            {
                return new(number, $"the event is missing; event {entry.Number.ToString(CultureInfo.InvariantCulture)} follows");
            }

            if (entry.PreviousHash != previous)
            {
                return new(number, $"it names {Short(entry.PreviousHash)} as the hash before it; the event before has {Short(previous)}");
            }

            string hash = HashOf(entry.Number, entry.AtUtc, entry.Actor, entry.Payload, entry.PreviousHash);
            if (entry.Hash != hash)
            {
                return new(number, $"its content does not have the hash {Short(entry.Hash)} that it carries, but {Short(hash)}");
            }

            previous = entry.Hash;
        }

        return null;
    }

    /// <summary>SHA-256 of a version, which a signature is bound to.</summary>
    /// <param name="version">The version.</param>
    /// <param name="assumptionId">Its slot.</param>
    /// <param name="content">What it asserts.</param>
    public static string RecordHash(VersionRef version, string assumptionId, AssertionContent content) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(
            new SignedRecord(version.AssertionId, version.Version, assumptionId, content), LedgerJson.Default.SignedRecord)));

    private static string HashOf(long number, DateTime atUtc, Actor actor, string payload, string previousHash)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartArray();
            writer.WriteStringValue("ledger/1");
            writer.WriteNumberValue(number);
            writer.WriteStringValue(atUtc.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
            writer.WriteStringValue(actor.Id);
            writer.WriteStringValue(actor.Name);
            writer.WriteNumberValue((int)actor.Kind);
            writer.WriteNumberValue((int)actor.Roles);
            writer.WriteStringValue(payload);
            writer.WriteStringValue(previousHash);
            writer.WriteEndArray();
        }

        return Convert.ToHexStringLower(SHA256.HashData(buffer.WrittenSpan));
    }

    private static string Short(string hash) => hash.Length > 12 ? hash[..12] + "…" : hash;
}

/// <summary>What a signature covers.</summary>
internal sealed record SignedRecord(string AssertionId, int Version, string AssumptionId, AssertionContent Content);

/// <summary>How entries are read and written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(LedgerEntry))]
[JsonSerializable(typeof(SignedRecord))]
internal sealed partial class LedgerJson : JsonSerializerContext
{
    public static string Write(LedgerEntry entry) => JsonSerializer.Serialize(entry, Default.LedgerEntry);

    public static LedgerEntry Read(string payload) =>
        JsonSerializer.Deserialize(payload, Default.LedgerEntry) ?? throw new JsonException("The payload is null.");
}
