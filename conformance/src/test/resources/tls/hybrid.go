// Turns to TLS with one hybrid group and no other, behind the INFO of the server at the address
// given, and prints the group that was agreed on.
package main

import (
	"bufio"
	"crypto/tls"
	"fmt"
	"net"
	"os"
)

func main() {
	conn, err := net.Dial("tcp", os.Args[1])
	check(err)
	_, err = bufio.NewReader(conn).ReadString('\n')
	check(err)
	secured := tls.Client(conn, &tls.Config{
		InsecureSkipVerify: true,
		CurvePreferences:   []tls.CurveID{tls.X25519MLKEM768},
	})
	check(secured.Handshake())
	fmt.Println(secured.ConnectionState().CurveID)
}

func check(err error) {
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}
