// Redis for Argo CD, in memory: the real server is no Go module, and Argo CD's own tests run on this one.
package main

import (
	"log"
	"os"
	"time"

	"github.com/alicebob/miniredis/v2"
)

func main() {
	server := miniredis.NewMiniRedis()
	if err := server.StartAddr(os.Args[1]); err != nil {
		log.Fatal(err)
	}
	// Its own time stands still.
	for range time.Tick(time.Second) {
		server.FastForward(time.Second)
	}
}
