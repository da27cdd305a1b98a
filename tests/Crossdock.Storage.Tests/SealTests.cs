using System.Security.Cryptography;
using Crossdock.Storage.Rows;
using Crossdock.Storage.Sealing;
using Microsoft.EntityFrameworkCore;

namespace Crossdock.Storage.Tests;

public sealed class SealTests
{
    [Fact]
    public void The_canonical_hash_is_the_sha256_of_typed_big_endian_values()
    {
        using var hash = new CanonicalHash();
        hash.Null();
        hash.Number(-2);
        hash.Text("é");
        hash.Bytes([1, 2]);
        byte[] expected =
        [
            0,
            1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe,
            2, 0, 0, 0, 2, 0xc3, 0xa9,
            3, 0, 0, 0, 2, 1, 2,
        ];
        Assert.Equal(SHA256.HashData(expected), hash.Finish());
    }

    [Fact]
    public void Text_longer_than_the_buffer_hashes_the_same_way()
    {
        using var hash = new CanonicalHash();
        var text = new string('x', 10_000);
        hash.Text(text);
        byte[] expected = [2, 0, 0, 0x27, 0x10, .. System.Text.Encoding.UTF8.GetBytes(text)];
        Assert.Equal(SHA256.HashData(expected), hash.Finish());
    }

    [Theory, EachDatabase]
    public async Task Every_posting_gets_one_seal_in_a_dense_chain(Engine engine)
    {
        await using var ground = await Ground.OpenAsync(engine);
        using var sealer = ground.Sealer();
        await sealer.StartAsync(CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => ground.PostAsync(work => work.Announce(new Noted("n" + i)))));
        await AllSealedAsync(ground);
        await sealer.StopAsync(CancellationToken.None);

        var seals = await ground.Database.ReadAsync(db => db.Set<Seal>().OrderBy(s => s.SealNo).ToListAsync());
        var hashes = await ground.Database.ReadAsync(db => db.Set<Posting>().ToDictionaryAsync(p => p.Id, p => p.ContentHash));
        Assert.Equal(60, seals.Count);
        var head = SealHead.Start;
        foreach (var seal in seals)
        {
            head = head.Next(seal.PostingId, hashes[seal.PostingId]);
            Assert.Equal(head.SealNo, seal.SealNo);
            Assert.Equal(head.ChainHash, seal.ChainHash);
        }
    }

    [Fact]
    public async Task Of_two_sealers_one_seals_and_the_other_takes_over_when_it_ends()
    {
        await using var ground = await Ground.OpenAsync(Engine.Postgres);
        using var first = ground.Sealer();
        using var second = ground.Sealer();
        await first.StartAsync(CancellationToken.None);
        await second.StartAsync(CancellationToken.None);
        await ground.PostAsync(work => work.Announce(new Noted("one")));
        await AllSealedAsync(ground);
        await first.StopAsync(CancellationToken.None);
        await ground.PostAsync(work => work.Announce(new Noted("two")));
        await AllSealedAsync(ground);
        await second.StopAsync(CancellationToken.None);
        Assert.Equal([1L, 2L], await ground.Database.ReadAsync(db => db.Set<Seal>().OrderBy(s => s.SealNo).Select(s => s.SealNo).ToListAsync()));
    }

    [Fact]
    public async Task A_sealer_whose_connection_is_cut_takes_the_lease_again_and_breaks_no_chain()
    {
        await using var ground = await Ground.OpenAsync(Engine.Postgres);
        using var sealer = ground.Sealer();
        await sealer.StartAsync(CancellationToken.None);
        for (var round = 0; round < 3; round++)
        {
            await ground.PostAsync(work => work.Announce(new Noted("before")));
            await using (var cut = ground.Database.Postgres!.CreateCommand("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"))
                await cut.ExecuteNonQueryAsync();
            await ground.PostAsync(work => work.Announce(new Noted("after")));
            await AllSealedAsync(ground);
        }

        await sealer.StopAsync(CancellationToken.None);
        Assert.Equal(Enumerable.Range(1, 6).Select(i => (long)i), await ground.Database.ReadAsync(db => db.Set<Seal>().OrderBy(s => s.SealNo).Select(s => s.SealNo).ToListAsync()));
    }

    private static async Task AllSealedAsync(Ground ground)
    {
        while (!await ground.Facts.AllSealedAsync(CancellationToken.None)) await SealSignal.WaitAsync(ground.Signal.Next, TimeSpan.FromMilliseconds(20), CancellationToken.None);
    }
}
