package io.nuncio.config.conf;

import java.util.List;

/// Small files, and what nats-server 2.15.2 makes of each: the digest it shows, or a refusal.
final class ReferenceCases {
  private static final String REFUSED = "";

  /// One file.
  ///
  /// @param text what it holds
  /// @param sha256 the digest in hexadecimal digits, or empty where the file is refused
  record Case(String text, String sha256) {
    boolean refused() {
      return sha256.isEmpty();
    }
  }

  static final List<Case> ALL =
      List.of(
          of("", "ca3d163bab055381827226140568f3bef7eaac187cebd76878e0b63e9e442356"),
          of(
              "# only a comment\n",
              "ca3d163bab055381827226140568f3bef7eaac187cebd76878e0b63e9e442356"),
          of("port: 4222", "797533ebd0dfba7d34a0f9337ecf147e442871f48ddfd07ed751575a5737267e"),
          of("port = 4222\n", "797533ebd0dfba7d34a0f9337ecf147e442871f48ddfd07ed751575a5737267e"),
          of("port 4222\n", "797533ebd0dfba7d34a0f9337ecf147e442871f48ddfd07ed751575a5737267e"),
          of(
              "a = 1; b: 2, c 3\n",
              "81b1e7d072d20e8355a1702d20822bc76a3dc696bb6876c156d0e931b0b6a81b"),
          of(
              "{ a: 1, b: \"x\" }",
              "2ab52f950a71d1e5f94d20b173018ba634a1eea2e9ea6803af994a20158fc247"),
          of(
              "{\n  \"a\": 1,\n  \"b\": { \"c\": [true, false, \"x\"] }\n}\n",
              "e9bb0bf584c2ea5b99c4e98c53074e614cedbb27ffa6f9caea58536c5dbc0aa3"),
          of("a { b { c 1 } }", "5252b292809c903a9f6b5793b0a008a5cef56c29c266b2dd56437013fba89489"),
          of("a={b=1}", "b5a4dad8d0f71819e7233faf503553702ab239ad066fce438c41b5e51f6358a3"),
          of("a # no comment here\n", REFUSED),
          of("a ab#c\n", "37be7e29977cc12000fc1cf73636f6be98363fd94116b2066bb4a2d55dc2777b"),
          of("a ab//c\n", "29f39ced6fdddb59cd6d7c6926743661c3ef4697229cece5ee6e2af9adc76fb8"),
          of(
              "a 1 # one\nb 2 // two\n",
              "e8d38819d39f705646bfb643368eca78f7db476c16471dbc33b941b27326410d"),
          of(
              "a \"x\"# comment\n",
              "8a338263f2a72b50ae3d7f34d68b411ed0859fe98db85112fb665b2f774bece2"),
          of(
              "a true; b YES; c On; d false; e No; f OFF",
              "a11250ce4c2c366bedfca51103b7a69b727e7eb6f2a90a9390ed5bbe350625e5"),
          of(
              "a 'true'; b \"on\"",
              "c3c877f415f2d264b483c3373d872e61845946b374fa9c8055aee63b74eb8717"),
          of(
              "a -5; b 007; c 9223372036854775807",
              "32c83b7165372c35df4f45c81a755105592c5776c0019a33af8252671ea8a59c"),
          of("a 9223372036854775808", REFUSED),
          of(
              "a 1.5; b -0.25; c 100.0",
              "08e3d8f50179bcfe95e3a230c263399b0120fadebeef117bfea70528882cb092"),
          of(
              "a 0.0000001; b 1234567890123456789012.0; c -0.0; d 0.1",
              "2188d1bedb2ddb067802e91b9b1124b206a830b0d43fd38a33b5e44d87fc071a"),
          of("a .5", REFUSED),
          of("a 1.", REFUSED),
          of("a -.5", REFUSED),
          of("a -abc", REFUSED),
          of("a 1.5s", REFUSED),
          of(
              "a 2020-02-29T23:59:59Z",
              "3a0e39dbb4dd58ddfd5dcc85809941ba6dbdaddab9da73a9892b954bdb3f9d15"),
          of("a 2024-01", REFUSED),
          of("a 2021-02-29T00:00:00Z", REFUSED),
          of("a 2020-01-01T00:00:00", REFUSED),
          of(
              "a 0000-01-01T00:00:00Z",
              "49b7369a000b4a9d12ef049989498b283d4ed4d790b644107b493973f02dfc29"),
          of(
              "a 1k; b 1kb; c 1Ki; d 1KIB; e 3m; f 3MB",
              "3b2fd9730a06a2f35ede60df15d07dcf1728a89472b342b31a5296e2478d8015"),
          of(
              "a 2g; b 2gb; c 2t; d 2tb; e 2p; f 2pib; g 2e; h 2EiB",
              "6546625b217e0167823c65cd1808602e1b4f8aa35c6479151f76cdd879b1a284"),
          of("a 64K\nb 5k}", "f8c7fe07c93ef7ce9d225955065aec81eee51f3b82321a54d77bc4805159497e"),
          of(
              "a 127.0.0.1:4222\nb 10.0.0.1\nc 12ab\nd 1e5\ne 5kabc\nf 30s\ng 2h",
              "b99c311415b5502b131ed11b2abfc7c67515ffe4ab95f70efb437a60c268222e"),
          of("a 10.0.0.0/8", REFUSED),
          of("a 0.0.0.0:-1", "15825f2b09a1f6c356b4875e5bdb380a3111c1c846cbcf70887a99f2b9436aec"),
          of("a 1m", "f634794dbd7a726b4e2c6f366c585458d8b4cb231b92fd7d93a7ecf012f7079a"),
          of("a -5k; b -1.2.3", "36044d2e6eeed0e1a7e3e5e38f4202d194f7ee73e8a664af12d567953c1936eb"),
          of("a [1, 2, 'x' ]", "ebbafff66e664af2a82a5bcb25b211f03e9a8d3ff2c2a905a40a6414d9843d39"),
          of(
              "a [\n1\n2\n\n3\n]\n",
              "434bc20c6f80cfde1fd6c8d474e2db1a9a86ff918dad326c53cb02a4f399e00b"),
          of(
              "a [ {b 1}, {b 2}\n{b 3} ]",
              "df9872a6737cbe6efddaff7a484988a7d14bfa2f31464395121c4904db55423f"),
          of("a [[1 ], [ 2 ]]", "5be6bdfdc833959b34aa0dcd008e8417d79ab1800046db04b191f36aedac1f87"),
          of("a []; b {}", "8190e036794d16b50a88cbe70ead8ced957475017f3867f36ad027b4fdcd7b93"),
          of("a [1 2 ]", REFUSED),
          of("a [, 1 ]", REFUSED),
          of("a ['x',]", "8f4cabc40b00d89b0c94211120b725b9a36c01966bfae66819c87e53035c1f91"),
          of(
              "a [ # c\n 1 // d\n ]",
              "af66e39a425017cd0ac450336908f445bbe0b84ff06991b9310eec01f6b485b5"),
          of(
              "a 'raw \\n \"q\" $X'\nb \"two\nlines\"",
              "96e06df47da7f14b724bced4013797b806d0a77630c2fda899c73f4e844a7abf"),
          of(
              "a \"t\\tn\\nr\\rq\\\"b\\\\x\\x41\"",
              "507ec5560f6774af72acc336e4e08c6529e888f131818c0ab13887fa6b86f32e"),
          of(
              "a \"\\xc3\\xa9\\xff\"",
              "c52d9b40ab66e35f081e2fba986a913ebffd5e385f05e485e2a8537e32aab66d"),
          of("a \"\\q\"", REFUSED),
          of("a \"\\x4\"", REFUSED),
          of("a x\\x20y\\\\z", "12be64c9a322ec89f47d3bbc01236d9fc7638b33ff737a682416a329ddfe15a8"),
          of("a tr\\x75e", "c4afbb088db1c32177e7f66687e48a96e75692f473a99a49abcc26da8bb6c32a"),
          of("a ab'\nb true'", "dc077cdf6ec3fe42ba904ba1a59974a68b4dcae39a8b1bd84bb05817adb3c940"),
          of("a 12\\q34", "7060ed17d74ae324d87523d0176ee3b60c7d55ee892e4c4a705c18a017680ebe"),
          of(
              "a (\nline 1\n  line 2\n)\n",
              "8e4f2da07a1e6964afe8da630c4cc7304271ca8958ca1051803dcdd2ebacc5c1"),
          of("a (x\n) y\n)\n", "34e8e7f811b65e439ef317195461ac5c32f789a8fcf873fa41d410acf193283f"),
          of("a (\nnever closed", REFUSED),
          of("a 'never", REFUSED),
          of("a \"never", REFUSED),
          of("a 1\na 2\na 3", "8de03d7e7c2dc8c66fb6aa651f61478fb045c0882de13843d68edf8d0b56bed3"),
          of("A 1\na 2", "edde519b12af8093fe7794ce45b239f4b8725685f127020f4abd7a7fa27df19b"),
          of(
              "'k 1': 1, \"k=2\": 2, k-3: 3, k.4.>: 4",
              "c6def7c5e177e37330d89ceffbd536189291cf49b9fe5627134edae28e34e877"),
          of("x 5; y $x", "e221aab94d87a491fca59b852f7eadc4fcfbf22128e96c981770a7607cd9f61b"),
          of(
              "x foo\nm { y $x, x bar\n z $x }\nw $x",
              "4ca4201cf082d2edb6ca85d43168b3cf05c3f71e0083ec0578da027f7497f2f9"),
          of("y $x\nx 5", REFUSED),
          of("x {a 1}\ny $x", "989a5fec332aeacf0181cc16b0c242fd33cdadef6a382539802e9aa6cd409ce0"),
          of(
              "x [1, \"z\" ]\ny [$x, $x ]",
              "233cef83872d40366ee7461bbaaca5c4be09b9cb0cc617dc8e37bef696b07938"),
          of("y \"$x\"", "79ebd381360ce6602d63f7adfa7e7c86f5c35fa8a1d1866617aab2324c07c3d0"),
          of("y $", REFUSED),
          of(
              "p $2a$11$W2zko751KUvVy59mUTWmpOdWjpEm5qhcCZRd05GjI/sSOT.xtiHyG",
              "0608ef43e1edca8fb3afa9f5b66730b0cff5c87a41515b7cd220ed932eeccbb4"),
          of(
              "a <&>\nb \"\u2028\u00e9\u20ac\ud83d\ude00\u007f\u0008\u000c\u0001\"",
              "23cfd0cde310094120ab4dd8d0ac8ac5b3815eda2f6270fd0e9711e76e55663a"),
          of(
              "z 1\ny 2\nx { c 1, b 2 }",
              "dbae7bfa4e2c6e539b013cf63aa2a755ef8f11073784a38f25f02b113279495b"),
          of("a 1\n}\n", "e346432021b04179518d9614f3560ccd71354a4ee101ddcb893d6959a9d6301c"),
          of("a 1 }\nb 2", "e8d38819d39f705646bfb643368eca78f7db476c16471dbc33b941b27326410d"),
          of("= 5", REFUSED),
          of("a", REFUSED),
          of("a =\n5", REFUSED),
          of("a\n= 5", "55a9287e4ba54f2385b7765262fcfbd42bb11c377bde63756f7321e3b60e6d09"),
          of("m { a =\n5 }", "a46b2e2925eb9723db4c9a7e40011511ce476c9b96d6b73b735a82fbda1cb721"),
          of("m { a\n5 }", "a46b2e2925eb9723db4c9a7e40011511ce476c9b96d6b73b735a82fbda1cb721"),
          of("a ==5", "67cf0f8ce59dcedc12a014a7e1913be764ee95e5e63a8c2eeb17e7da3fc51563"),
          of("a 1 b 2", REFUSED),
          of("m { a 1 b 2 }", REFUSED),
          of("m { a 1", REFUSED),
          of("m [1, 2", REFUSED),
          of("a ]", REFUSED),
          of("m { ] }", REFUSED),
          of(
              "m {a 1,\n b 2;c 3\n}\n",
              "3dc1eeecf4c71e47e18515c576946c9ee373a587340ffc4b1d2df0ef4978abe7"),
          of(
              "a 1\r\nb 'x'\r\nm {\r\n c 1\r\n}\r\n",
              "708d23bb8557a86e5e4f51a8ee7147fee0b9a5bdd19e9dcbd1cf253bc201261e"),
          of(
              "a\t1\t\n\tb\t=\t2",
              "e8d38819d39f705646bfb643368eca78f7db476c16471dbc33b941b27326410d"),
          of("{a 1}{b 2}\nc 3", "81b1e7d072d20e8355a1702d20822bc76a3dc696bb6876c156d0e931b0b6a81b"),
          of("{{a 1}}", "e346432021b04179518d9614f3560ccd71354a4ee101ddcb893d6959a9d6301c"),
          of("INCLUDE: 5", "b336c43c449810d56a97ac052e30952b9df03b23e899572b900f85cc3959f9ca"),
          of("include = 5", REFUSED),
          of("include 7", REFUSED),
          of("include [x]", REFUSED),
          of("a [include x]", REFUSED),
          of(
              """
              authorization {
                user: derek
                password: s3cr3t!
                timeout: 1.5
              }
              cluster {
                port: 4244
                routes = [
                  nats-route://ruser:top_secret@127.0.0.1:4245
                  nats-route://ruser:top_secret@127.0.0.1:4246
                ]
              }
              """,
              "9999043eae4dff185dcc04dffff94b30728ff8240ff8879937ca8e00c6d754af"),
          of(
              "\u00e4 \u00f6\n\"\u00fc\": '\u00df'",
              "968ef464b727cff2b907c0d90627484eeabddd97280d4f4965437efb6f84137b"));

  private ReferenceCases() {}

  private static Case of(String text, String sha256) {
    return new Case(text, sha256);
  }
}
