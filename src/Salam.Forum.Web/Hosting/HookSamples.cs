using System.Globalization;

namespace Salam.Forum.Web.Hosting;

/// <summary>
/// What a foundation's program may look like, filled in with the names that are public. The secret stays where its owner keeps it: the samples take it
/// from the environment, so that nobody copies it into a file by their example.
/// </summary>
public sealed record HookSamples(string Forum, long Foundation, string Key, long Project, string Currency)
{
    /// <summary>The address that is sent to.</summary>
    public string Address => string.Create(CultureInfo.InvariantCulture, $"{Forum}/hooks/charity/{Foundation}");

    /// <summary>For a shell, with curl and openssl.</summary>
    public string Curl => $$"""
        body='{"donation":"D-1","project":{{Project}},"amount":2500,"currency":"{{Currency}}","kind":"sadaqah","given_at":"'"$(date -u +%Y-%m-%dT%H:%M:%SZ)"'"}'
        t=$(date +%s)
        v1=$(printf '%s.%s' "$t" "$body" | openssl dgst -sha256 -hmac "$SECRET" | sed 's/^.* //')
        curl --header 'Content-Type: application/json' --header "Salam-Signature: t=$t,k={{Key}},v1=$v1" --data-binary "$body" '{{Address}}'
        """;

    /// <summary>For PHP.</summary>
    public string Php => $$"""
        <?php
        $body = json_encode(['donation' => 'D-1', 'project' => {{Project}}, 'amount' => 2500, 'currency' => '{{Currency}}', 'kind' => 'sadaqah', 'given_at' => gmdate('Y-m-d\TH:i:s\Z')]);
        $t = time();
        $v1 = hash_hmac('sha256', "$t.$body", getenv('SECRET'));
        echo file_get_contents('{{Address}}', false, stream_context_create(['http' => [
            'method' => 'POST', 'content' => $body, 'ignore_errors' => true, 'timeout' => 30,
            'header' => "Content-Type: application/json\r\nSalam-Signature: t=$t,k={{Key}},v1=$v1\r\n",
        ]]));
        """;

    /// <summary>For Python.</summary>
    public string Python => $$"""
        import hashlib, hmac, json, os, time, urllib.request
        from datetime import datetime, timezone

        given_at = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        body = json.dumps({"donation": "D-1", "project": {{Project}}, "amount": 2500, "currency": "{{Currency}}", "kind": "sadaqah", "given_at": given_at}).encode()
        t = str(int(time.time()))
        v1 = hmac.new(os.environ["SECRET"].encode(), t.encode() + b"." + body, hashlib.sha256).hexdigest()
        request = urllib.request.Request("{{Address}}", data=body, headers={"Content-Type": "application/json", "Salam-Signature": f"t={t},k={{Key}},v1={v1}"})
        print(urllib.request.urlopen(request, timeout=30).read().decode())
        """;
}
