using System.Net;

namespace App.Server.People;

/// <summary>
/// Tells a request made on the machine itself from one that merely looks so: through a proxy, or from a page elsewhere whose name was
/// made to lead here.
/// </summary>
internal static class Loopback
{
    private static readonly string[] s_forwarded = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "X-Original-For", "Via"];

    public static bool IsDirect(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote.IsIPv4MappedToIPv6 ? remote.MapToIPv4() : remote)
        && !s_forwarded.Any(context.Request.Headers.ContainsKey)
        && IsOwnName(context.Request.Host.Host);

    private static bool IsOwnName(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));
}
